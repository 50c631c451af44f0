import { changes, keyOf, referenceOf } from '../../core/change/changes';
import type { TenantKind } from '../../core/model/kind';
import type { OperatorKind } from '../../core/operator/kind';
import type { PlatformProfile } from '../../core/platform/profile';
import { refuseTwins, type FileObject, type Manifests } from '../manifests';
import type { ChangeReport } from './report';

/** Where an object stands, for those who show issues in files. */
export const sourceOf = ({
  file,
  lineOf,
}: Pick<FileObject, 'file' | 'lineOf'>): {
  readonly source: { readonly file: string; readonly line: number };
  lineOf(pointer: string): number;
} => ({
  source: { file, line: lineOf('/metadata/name') },
  lineOf,
});

const allIn = ({ objects, operators }: Manifests): readonly FileObject<TenantKind | OperatorKind>[] => [
  ...objects,
  ...operators,
];

/**
 * What it does to go from the objects of some files to those of others. No platform is asked.
 *
 * @throws Unusable where one side has the same object twice
 */
export function compareFiles(
  from: { readonly name: string; readonly manifests: Manifests },
  to: { readonly name: string; readonly manifests: Manifests },
  profile: PlatformProfile,
): ChangeReport {
  const [old, now] = [allIn(from.manifests), allIn(to.manifests)];
  for (const side of [old, now]) refuseTwins(side);
  const sources = new Map([...old, ...now].map((object) => [keyOf(referenceOf(object.manifest)), sourceOf(object)]));
  const found = changes(
    old.map(({ manifest }) => manifest),
    now.map(({ manifest }) => manifest),
    profile,
  );
  return {
    isLive: false,
    from: from.name,
    to: to.name,
    changes: found.map((change) => {
      return { ...change, ...sources.get(keyOf(change.object)), notes: [] };
    }),
    passedOver: [...new Set([...from.manifests.strangers, ...to.manifests.strangers])],
  };
}

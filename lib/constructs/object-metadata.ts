import { PROTECTION } from '../core/change/protection';
import { flag, map, optional, text, type Shapes } from '../core/props';

/** What every noun takes that becomes an object of the tenant plane. */
export interface ObjectMetadataProps {
  /** @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether the commands of this library refuse to delete it, or to change it so that machines or data go. It is an
   * annotation of the object, `hikube-constructs/deletion-protection`; the platform itself does not know it.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

export const METADATA_SHAPES: Shapes<ObjectMetadataProps> = {
  labels: optional(map(text())),
  annotations: optional(map(text())),
  deletionProtection: optional(flag()),
};

/** The metadata that an object gets of these props. */
export function metadataOf({ labels, annotations, deletionProtection }: Partial<ObjectMetadataProps>): {
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly annotations: Readonly<Record<string, string>> | undefined;
} {
  return { labels, annotations: deletionProtection ? { ...annotations, [PROTECTION]: 'true' } : annotations };
}

import fc from 'fast-check';
import { change } from '../../../lib/core/change/change';
import { changes } from '../../../lib/core/change/changes';
import { differences } from '../../../lib/core/change/difference';
import { defaultsOf } from '../../../lib/core/model/defaults';
import { compile } from '../../../lib/core/compile/compile';
import { filled } from '../../../lib/core/change/fill';
import { PlatformProfile } from '../../../lib/core/platform/profile';
import { build, profileOf } from '../../properties/build';
import { soundPlan, type Plan } from '../../properties/plan';
import { mutate } from '../../support/mutate';
import { parse } from 'yaml';
import { synth } from '../../support/programs';
import { KINDS, RELEASES, ownSchema, type Kind } from '../../support/schemas';
import { asShown } from '../../support/as-shown';
import { TABLE } from './table';

type Manifest = Readonly<Record<string, unknown>> & { readonly kind: Kind; readonly spec?: object };

const RUNS = { seed: 20_26, numRuns: 80 };
const manifestsOf = (plan: Plan): Manifest[] => synth({ node: build(plan).node }) as unknown as Manifest[];
const named = (manifest: Manifest): Manifest => ({ ...manifest, metadata: { name: 'web', namespace: 'tenant-acme' } });

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

/** A manifest with a few odd values in it, as far as it is still YAML. */
function brokenBy(seed: number, manifest: Manifest): unknown {
  try {
    return parse(Buffer.from(mutate([manifest], seed)).toString());
  } catch {
    return undefined;
  }
}

/** Two clusters of random programs for one platform, under one name. */
const clusterPair = fc
  .tuple(soundPlan, soundPlan)
  .filter(([a, b]) => a.profile === b.profile)
  .map(([a, b]) => {
    const clusters = [a, b].map((plan) => manifestsOf(plan).find(({ kind }) => kind === 'Kubernetes'));
    return { profile: profileOf(a), before: clusters[0], after: clusters[1] };
  })
  .filter(({ before, after }) => before !== undefined && after !== undefined)
  .map(({ profile, before, after }) => ({ profile, before: named(before!), after: named(after!) }));

describe('a change', () => {
  it('is none between an object and what the API server makes of it', () => {
    fc.assert(
      fc.property(soundPlan, (plan) => {
        for (const manifest of manifestsOf(plan)) {
          const shown = {
            ...manifest,
            spec: asShown(manifest.spec ?? {}, ownSchema(profileOf(plan).release, manifest.kind)),
          };
          expect(change(shown, manifest, profileOf(plan))).toEqual({ effects: [], fields: [] });
        }
      }),
      RUNS,
    );
  });

  it('has an effect exactly where a field differs, and never one whose effect cannot be told between sound programs', () => {
    fc.assert(
      fc.property(clusterPair, ({ profile, before, after }) => {
        const { effects, fields } = change(before, after, profile);
        expect(effects.length > 0).toBe(fields.length > 0);
        expect(effects.map(({ code }) => code)).not.toContain('HK5008');
        expect(effects.map(({ code }) => code)).not.toContain('HK5009');
      }),
      RUNS,
    );
  });

  it('back undoes each field, and has an effect where the way there had one', () => {
    fc.assert(
      fc.property(clusterPair, ({ profile, before, after }) => {
        const [there, back] = [change(before, after, profile), change(after, before, profile)];
        expect(back.fields).toEqual(
          there.fields.map(({ pointer, before: a, after: b }) => ({ pointer, before: b, after: a })),
        );
        const impacts = (effects: typeof there.effects): string[] => effects.map(({ impact }) => impact);
        // What goes up cannot come down: a version back, a shrinking volume and the like are refused, and say so.
        if (impacts(there.effects).includes('rolling')) {
          expect(impacts(back.effects).some((impact) => ['rolling', 'destroys', 'refused'].includes(impact))).toBe(
            true,
          );
        }
      }),
      RUNS,
    );
  });

  it('never throws, whatever the two states hold', () => {
    fc.assert(
      fc.property(soundPlan, fc.anything(), fc.anything(), fc.integer(), (plan, a, b, seed) => {
        const profile = profileOf(plan);
        const [manifest] = manifestsOf(plan);
        if (manifest) {
          const broken = brokenBy(seed, manifest);
          for (const other of [broken, a, { ...manifest, spec: a }]) {
            change(manifest, other, profile);
            change(other, manifest, profile);
          }
        }
        expect(Array.isArray(changes([a, manifest], [b], profile))).toBe(true);
      }),
      RUNS,
    );
  });

  it.each(Object.entries(TABLE))('of the table for %s can be walked back', (name, rows) => {
    const profile = name === 'hikube' ? PlatformProfile.hikube() : PlatformProfile.cozystack('1.6');
    for (const { kind, before, after } of rows) {
      const [old, now] = [before, after].map((spec) => ({ kind, metadata: { name: 'web' }, spec }));
      const [there, back] = [change(old, now, profile), change(now, old, profile)];
      expect([kind, before, after, back.effects.length > 0]).toEqual([kind, before, after, there.effects.length > 0]);
    }
  });
});

describe('the defaults that changes are seen through', () => {
  it.each(RELEASES.flatMap((release) => KINDS.map((kind) => [kind, release] as const)))(
    'are those of the schema, for %s of %s',
    (kind, release) => {
      const shown = asShown({}, ownSchema(release, kind)) as Record<string, unknown>;
      const own = compile(kind, defaultsOf(kind, release), release);
      delete shown.nodeGroups;
      expect(differences(withoutEmpty(own), withoutEmpty(shown))).toEqual([]);
    },
  );

  it.each(RELEASES)('give the groups of the schema where none is written, at %s', (release) => {
    const { nodeGroups } = asShown({}, ownSchema(release, 'Kubernetes')) as { nodeGroups: object };
    expect(filled('Kubernetes', { nodeGroups }, release)).toEqual(filled('Kubernetes', {}, release));
  });
});

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, withoutEmpty(entry)] as const);
  return Object.fromEntries(
    entries.filter(([, entry]) => typeof entry !== 'object' || entry === null || Object.keys(entry).length > 0),
  );
}

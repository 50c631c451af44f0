import fc from 'fast-check';
import { referenceTo } from '../../../lib/core/platform/profile-reference';
import type { DynamicProvider, Properties } from '../../../lib/pulumi/provider/protocol';
import { build, profileOf } from '../../properties/build';
import { soundPlan, type Plan } from '../../properties/plan';
import { synth } from '../../support/programs';
import { holdsUndefined, inputs, Platform, providerOver, UNKNOWN } from './support';

const RUNS = { seed: 20_26, numRuns: 60 };

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

/** The objects of a random program, as inputs. */
function declaredBy(plan: Plan): Properties[] {
  const profile = referenceTo(profileOf(plan));
  return synth({ node: build(plan).node }).map(({ kind, metadata, spec }) => {
    const props = inputs({ kind, spec, hikube: { profile } });
    return { ...props, metadata } as unknown as Properties;
  });
}
const over = (plan: Plan): [Platform, DynamicProvider] => {
  const platform = new Platform(profileOf(plan).release);
  return [platform, providerOver(platform)];
};

/** A value with some of its leaves unknown. */
function veiled(value: unknown, seed: number): unknown {
  if (typeof value !== 'object' || value === null) return seed % 3 === 0 ? UNKNOWN : value;
  const entries = Object.entries(value).map(([key, entry], i) => [key, veiled(entry, seed + i + 1)] as const);
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

describe('any sound program', () => {
  it('is taken, created, read and compared without a change', async () => {
    await fc.assert(
      fc.asyncProperty(soundPlan, async (plan) => {
        const [platform, provider] = over(plan);
        for (const props of declaredBy(plan)) {
          expect((await provider.check({}, props)).failures).toEqual([]);
          const { id, outs } = await provider.create(props);
          const read = await provider.read(id, outs);
          expect(read).toEqual({ id, props: outs, inputs: props });
          expect((await provider.check(props, props)).failures).toEqual([]);
          expect(await provider.diff(id, read.props, props)).toMatchObject({ changes: false });
          platform.writes();
          expect((await provider.update(id, read.props, props)).outs).toEqual(outs);
          expect(platform.writes()).toEqual([]);
          expect(holdsUndefined([outs, read])).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('is previewed by reads alone, whatever is not known yet, and refused for nothing', async () => {
    await fc.assert(
      fc.asyncProperty(soundPlan, fc.nat(100), async (plan, seed) => {
        const [platform, provider] = over(plan);
        for (const props of declaredBy(plan)) {
          const news = { ...props, spec: veiled(props.spec, seed) };
          expect(await provider.check({}, news)).toEqual({ inputs: news, failures: [] });
          const { id, outs } = await provider.create(props);
          platform.sent.splice(0);
          expect((await provider.check(props, news)).failures).toEqual([]);
          await provider.diff(id, outs, news);
          await provider.read(id, outs);
          expect(new Set(platform.methods)).toEqual(new Set(['GET']));
        }
      }),
      RUNS,
    );
  });

  it('is told the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(soundPlan, soundPlan, async (plan, other) => {
        const [, provider] = over(plan);
        const [a] = declaredBy(plan);
        const [b] = declaredBy(other);
        if (!a || !b) return;
        const both = await Promise.all([0, 1].map(() => provider.check(structuredClone(a), structuredClone(b))));
        expect(both[0]).toEqual(both[1]);
        expect(holdsUndefined(both[0])).toBe(false);
      }),
      RUNS,
    );
  });

  it('and anything else: check never throws', async () => {
    const provider = providerOver(new Platform());
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), fc.anything(), async (a, b, spec) => {
        for (const news of [b, { ...inputs(), spec }, { ...inputs(), metadata: spec }, { ...inputs(), hikube: spec }]) {
          for (const olds of [a, inputs(), { ...inputs(), spec: a }]) {
            const { failures } = await provider.check(olds as Properties, news as Properties);
            for (const { reason } of failures) expect(reason).not.toContain('fault of hikube-constructs');
          }
        }
      }),
      RUNS,
    );
  });
});

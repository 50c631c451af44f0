import fc from 'fast-check';
import { check, checkAmong, type Found } from '../../../lib/core/check/check';
import { Together } from '../../../lib/core/check/together';
import type { Reading } from '../../../lib/core/read/read';
import { cluster16, PLATFORM_1_6, ring, tenant, type Judged } from './rules/support';
import { readings } from './rules/together';

// Few names, places and sizes, so that objects meet in all the ways in which they can.
const name = fc.constantFrom('acme', 'web', 'root');
const namespace = fc.constantFrom('tenant-root', 'tenant-acme', 'tenant-acme-web', undefined);
const metadata = fc.record({ name, namespace });
const quotas = fc.option(fc.record({ cpu: fc.constantFrom(4, 16) }), { nil: undefined });
const etcd = fc.constantFrom(true, false, undefined);
const host = fc.constantFrom('a.example', 'b.example', undefined);
const size = fc.constantFrom('4Gi', '20Gi', undefined);
const judged: fc.Arbitrary<Judged> = fc.oneof(
  fc.tuple(fc.record({ resourceQuotas: quotas, etcd }), metadata).map(([spec, of]) => tenant(spec, of)),
  fc.tuple(fc.record({ host }), metadata).map(([spec, of]) => cluster16(spec, of)),
  fc.tuple(fc.record({ size }), namespace).map(([spec, of]) => ring(spec, { name: 'etcd', namespace: of })),
);
const objects = fc.array(judged, { minLength: 2, maxLength: 7 }).map((all) => readings(all, PLATFORM_1_6));

/** What is told, and of which object. */
const told = (all: readonly Reading[], { reading, issue }: Found): string =>
  `${issue.code} ${all.indexOf(reading)} ${issue.pointer} ${issue.message}`;

describe('objects that are judged one after the other', () => {
  it('are found to be all that they are found to be at once', () => {
    fc.assert(
      fc.property(objects, (all) => {
        const together = new Together();
        const found = all.flatMap((reading) => {
          together.add(reading);
          return checkAmong(together, [reading]);
        });
        const one = new Set(found.map((entry) => told(all, entry)));

        // By itself each of them is judged when it comes, and what its tenant is said to be may come later.
        const shared = check(all).filter(({ issue }) =>
          ['HK1002', 'HK4110', 'HK4111', 'HK4112', 'HK4304'].includes(issue.code),
        );
        expect(shared.map((entry) => told(all, entry)).filter((text) => !one.has(text))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('are forgotten when they are taken out again', () => {
    const [first, second] = readings([
      cluster16({ host: 'a.example' }),
      cluster16({ host: 'a.example' }, { name: 'api' }),
    ]);
    const together = new Together([first!, second!]);
    together.delete(first!);

    expect(together.all).toEqual([second]);
    expect(checkAmong(together, [second!]).map(({ issue }) => issue.code)).not.toContain('HK4304');
  });
});

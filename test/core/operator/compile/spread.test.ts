import fc from 'fast-check';
import { parse } from 'yaml';
import { spreadConstraint, spreadText, type SpreadModel } from '../../../../lib/core/operator/compile/spread';

const models: fc.Arbitrary<SpreadModel> = fc.record({
  siteLabel: fc.stringMatching(/^([a-z]{1,8}\.[a-z]{2,3}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/),
  sites: fc.integer({ min: 1, max: 9 }),
  recovery: fc.constantFrom('strict', 'movable'),
});

describe('a spread over sites', () => {
  it('is strict: every site counts, and all have to be there', () => {
    expect(spreadConstraint({ siteLabel: 'site', sites: 3, recovery: 'strict' })).toEqual({
      maxSkew: 1,
      minDomains: 3,
      topologyKey: 'site',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeTaintsPolicy: 'Ignore',
    });
  });

  it('is movable: tainted nodes do not count, and no number of sites is asked for', () => {
    expect(spreadConstraint({ siteLabel: 'site', sites: 3, recovery: 'movable' })).toEqual({
      maxSkew: 1,
      topologyKey: 'site',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeTaintsPolicy: 'Honor',
    });
  });

  it('is, as the text that charts paste, a map of one item without a selector', () => {
    fc.assert(
      fc.property(models, (model) => {
        const text = spreadText(model);
        expect(parse(text)).toEqual({ topologySpreadConstraints: [spreadConstraint(model)] });
        expect(text.endsWith('\n')).toBe(true);
        expect(text).not.toContain('labelSelector');
      }),
    );
  });

  it.each(['1', '0x1', '1e3', 'true', 'null', 'no', 'off', '1.5'])(
    'is read back with the label %j as a text',
    (siteLabel) => {
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(spreadText({ siteLabel, sites: 3, recovery: 'strict' }), { version })).toMatchObject({
          topologySpreadConstraints: [{ topologyKey: siteLabel }],
        });
      }
    },
  );
});

import { change } from '../../../lib/core/change/change';
import { changes } from '../../../lib/core/change/changes';
import { EFFECTS } from '../../../lib/core/change/catalogue';
import { effectPageOf } from '../../../lib/core/change/page';
import { EFFECT_RULES } from '../../../lib/core/change/catalogue';
import { catalogue } from '../../../lib/core/check/catalogue';
import { PlatformProfile } from '../../../lib/core/platform/profile';

// Codes are for ever: people allow them by name in their CI. One may be added here; one that is here may not go, nor
// change what it does without a word in CHANGELOG.md.
const GIVEN_OUT: Readonly<Record<string, string>> = {
  none: 'HK5006',
  ignored: 'HK5007',
  create: 'HK5001 HK5201 HK5401 HK5602 HK5723',
  inPlace:
    'HK5003 HK5009 HK5010 HK5206 HK5209 HK5210 HK5211 HK5305 HK5402 HK5404 HK5405 HK5513 HK5605 HK5607 HK5608 HK5609 HK5702 HK5711 HK5712 HK5724 HK5730 HK5742 HK5747 HK5760 HK5761',
  controlPlane: 'HK5301 HK5302 HK5304',
  endpoint: 'HK5303 HK5406 HK5407 HK5604',
  rolling: 'HK5101 HK5204 HK5205 HK5208 HK5511 HK5516 HK5517 HK5745 HK5748',
  destroys: 'HK5002 HK5004 HK5202 HK5203 HK5403 HK5512 HK5601 HK5603 HK5701 HK5722 HK5746',
  refused:
    'HK5005 HK5008 HK5102 HK5103 HK5104 HK5501 HK5514 HK5515 HK5518 HK5606 HK5710 HK5720 HK5721 HK5740 HK5741 HK5743 HK5744 HK5750',
};

describe('the codes of effects that were given out', () => {
  it.each(Object.entries(GIVEN_OUT))('are of the impact %s as they were', (impact, codes) => {
    const now = EFFECTS.filter((effect) => effect.impact === impact).map(({ code }) => code);
    expect(now).toEqual(codes.split(' '));
  });

  it('are all here, and none of a rule', () => {
    expect(EFFECTS).toHaveLength(Object.values(GIVEN_OUT).join(' ').split(' ').length);
    expect(EFFECTS.map(({ code }) => code).filter((code) => catalogue().some((rule) => rule.code === code))).toEqual(
      [],
    );
  });

  it('are errors where they destroy or are refused, and only there', () => {
    const errors = EFFECTS.filter(({ severity }) => severity === 'error').map(({ impact }) => impact);
    expect([...new Set(errors)].sort()).toEqual(['destroys', 'refused']);
    expect(errors).toHaveLength(EFFECTS.filter(({ impact }) => ['destroys', 'refused'].includes(impact)).length);
  });
});

describe('the page of an effect', () => {
  it.each(EFFECTS.map((effect) => [effect.code, effectPageOf(effect)] as const))(
    '%s shows two states between which it appears',
    (code, { profile, before, after }) => {
      const facts = EFFECT_RULES.find((rule) => rule.code === code)?.example.facts ?? {};
      const platform = profile === 'hikube' ? PlatformProfile.hikube() : PlatformProfile.cozystack('1.6');
      const alone = change(before, after, platform, facts).effects;
      const sets = changes(before ? [before] : [], after ? [after] : [], platform).flatMap(({ effects }) => effects);
      expect([...alone, ...sets].map((effect) => effect.code)).toContain(code);
    },
  );
});

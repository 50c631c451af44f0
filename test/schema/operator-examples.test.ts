import { OPERATOR_RULES } from '../../lib/core/operator/catalogue';
import { validate } from '../support/operator-schemas';

const CASES = OPERATOR_RULES.flatMap(({ code, title, example }) =>
  example.passes.map((manifest, index) => [code, title, index + 1, manifest] as const),
);

describe('what the pages of the rules show as sound', () => {
  it('is held against schema/operator', () => {
    expect(CASES.filter(([, , , manifest]) => typeof manifest !== 'object')).toEqual([]);
  });

  if (CASES.length === 0) return;
  it.each(CASES)('%s (%s), object %i, is one', (_code, _title, _number, manifest) => {
    expect(validate(manifest)).toEqual([]);
  });
});

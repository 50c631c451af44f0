import { isTenantKind } from '../../../lib/core/model/kind';

describe('isTenantKind', () => {
  it.each([['Kubernetes'], ['Etcd'], ['Tenant']])('knows %s', (kind) => {
    expect(isTenantKind(kind)).toBe(true);
  });

  it.each([
    ['kubernetes'],
    ['Postgres'],
    [''],
    ['toString'],
    ['__proto__'],
    ['constructor'],
    [undefined],
    [null],
    [5],
    [['Etcd']],
  ])('does not know %p', (kind) => {
    expect(isTenantKind(kind)).toBe(false);
  });
});

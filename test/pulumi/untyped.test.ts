import * as hikube from 'hikube-constructs/pulumi';
import { run } from './support';

const connection = (): hikube.Connection => hikube.Connection.forTests();
const tenancy = (args: object = {}): hikube.Tenancy =>
  new hikube.Tenancy('acme', { namespace: 'tenant-acme', connection: connection(), ...args });
const cluster = (opts: object): unknown => new hikube.ManagedCluster('web', {}, { parent: tenancy(), ...opts });

/** What JavaScript lets pass, the code that it is refused with, and what is told of it. */
const MISTAKES: readonly (readonly [what: string, program: () => unknown, code: string, says: string])[] = [
  ['a tenancy of nothing', () => new hikube.Tenancy('x', undefined as never), 'HK1102', 'but are nothing'],
  ['a tenancy of null', () => new hikube.Tenancy('x', null as never), 'HK1102', 'but are null'],
  ['a text for a connection', () => tenancy({ connection: 'acme' }), 'HK1102', 'has to be a Connection'],
  ['an object for a tenant', () => new hikube.Tenancy('x', { tenant: {} as never }), 'HK1102', 'a Tenant component'],
  ['a step that there is not', () => cluster({ waitFor: 'nodes' }), 'HK1102', '"waitFor"'],
  ['seconds in words', () => cluster({ waitSeconds: 'five' }), 'HK1102', '"waitSeconds"'],
  ['one code for a list', () => cluster({ allow: 'HK5202' }), 'HK1102', '"allow"'],
  ['a code that there is not', () => cluster({ allow: ['HK5203x'] }), 'HK1102', '"HK5203x"'],
  ['a text for a flag', () => tenancy({ adopt: 'yes' }), 'HK1102', '"adopt"'],
  ['an option that is misspelt', () => cluster({ alow: ['HK5202'] }), 'HK1101', 'Did you mean "allow"?'],
  ['an argument that is misspelt', () => tenancy({ conection: 1 }), 'HK1101', 'Did you mean "connection"?'],
  [
    'a function that builds its tree later',
    () => hikube.render('prod', () => Promise.resolve(1)),
    'HK1102',
    'returns a promise',
  ],
  [
    'a cluster by its name',
    () => hikube.render('prod', () => 1).cluster('web' as never),
    'HK1102',
    'asked for by "web"',
  ],
  [
    'a token that is none',
    () => hikube.component('WebPlatform', class {} as never),
    'HK1102',
    'type token "WebPlatform"',
  ],
  [
    'a function for a class',
    () => hikube.component('acme:index:Web', (() => 1) as never),
    'HK1102',
    'no class of constructs',
  ],
  [
    'groups that are misspelt',
    () => new hikube.ManagedCluster('web', { nodeGruops: {} } as never, { parent: tenancy() }),
    'HK1101',
    'Did you mean "nodeGroups"?',
  ],
  ['a tree of nothing', () => hikube.render('prod', undefined as never), 'HK1102', 'has to be a function'],
  ['a tree without a name', () => hikube.render('', () => 1), 'HK1102', 'The name of a tree is ""'],
  [
    'a number for a connection',
    () => hikube.render('prod', () => 1, { connection: 3 as never }),
    'HK1102',
    'Connection',
  ],
  ['a context that is a number', () => hikube.Connection.context(3 as never), 'HK1106', 'of type number'],
  ['no kubeconfig', () => hikube.Connection.kubeconfig(undefined as never), 'HK1106', 'of type undefined'],
  ['an empty kubeconfig', () => hikube.Connection.kubeconfig(''), 'HK1106', 'an empty one'],
];

describe('what the types would refuse', () => {
  it.each(MISTAKES)('is refused in JavaScript as well: %s', async (_, program, code, says) => {
    const { error } = await run(program);
    expect(String((error as Error | undefined)?.message)).toContain(code);
    expect(String((error as Error).message)).toContain(says);
    expect((error as Error).stack).not.toMatch(/at .*[\\/]lib[\\/]pulumi[\\/]/);
  });

  it('leaves an error of the function that builds a tree as it is', async () => {
    const mine = new Error('mine');
    const { error } = await run(() =>
      hikube.render('prod', () => {
        throw mine;
      }),
    );
    expect(error).toBe(mine);
  });
});

describe('an object of the platform', () => {
  it('is a resource once in a program, whichever tenancies and trees it has', async () => {
    const { error, registered } = await run(() => {
      tenancy();
      const again = new hikube.Tenancy('again', { namespace: 'tenant-acme' });
      const other = new hikube.Tenancy('other', { namespace: 'tenant-acme' });
      new hikube.ManagedCluster('one', { name: 'api' }, { parent: again, waitFor: 'none' });
      new hikube.ManagedCluster('two', { name: 'api' }, { parent: other, waitFor: 'none' });
    });
    expect((error as Error).message).toContain(
      'HK1002 two: Kubernetes "api" of tenant "tenant-acme" is a resource already',
    );
    expect(registered.map(({ name }) => name)).not.toContain('two');
  });

  it('may be of the same name on another platform', async () => {
    const { error } = await run(() => {
      for (const context of ['a', 'b']) {
        const connection = hikube.Connection.context(context);
        const parent = new hikube.Tenancy(context, { namespace: 'tenant-acme', connection });
        new hikube.ManagedCluster(`web-${context}`, { name: 'web' }, { parent, waitFor: 'none' });
      }
    });
    expect(error).toBeUndefined();
  });
});

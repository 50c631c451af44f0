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

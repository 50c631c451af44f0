import { LiveError } from '../../../lib/live/live-error';
import { tenantObjectProvider } from '../../../lib/pulumi/provider';
import { FakeClock } from '../../live/support/fake-api';
import { MD0, Platform, SPEC, UNKNOWN, inputs, providerOver, twoGroups } from './support';

/** What is said while inputs are checked. */
async function said(olds: object, news: object): Promise<string[]> {
  const lines: string[] = [];
  await providerOver(new Platform(), new FakeClock(), (line) => lines.push(line)).check(olds as never, news as never);
  return lines;
}

const withGroup = (over: object): object => inputs({ spec: { ...SPEC, nodeGroups: { md0: { ...MD0, ...over } } } });

describe('what a change does, and Pulumi does not show', () => {
  it('is said: that all machines are replaced', async () => {
    const lines = await said(inputs(), withGroup({ instanceType: 'u1.xlarge' }));

    expect(lines.join('\n')).toMatch(/^warning HK5204 production\/web: .*Before: /m);
  });

  it('is said where it destroys and is allowed', async () => {
    const lines = await said(twoGroups(), inputs({ hikube: { allow: ['HK5202'] } }));

    expect(lines.join('\n')).toContain('HK5202');
  });

  it.each([
    ['nothing changes', inputs(), inputs()],
    ['more machines are allowed', inputs(), withGroup({ maxReplicas: 20 })],
    ['an object is created', {}, inputs()],
    ['a value is not known yet', inputs(), inputs({ spec: { ...SPEC, host: UNKNOWN } })],
    ['the change is refused, which is told at the property', twoGroups(), inputs()],
  ])('is not said where %s', async (_, olds, news) => {
    expect((await said(olds, news)).filter((line) => !line.includes('HK5209'))).toEqual([]);
  });
});

describe('a platform that cannot be asked', () => {
  it.each(['kubeconfig', 'unauthorised', 'unreachable'] as const)(
    'is said once, and fails nothing: %s',
    async (kind) => {
      const lines: string[] = [];
      const provider = tenantObjectProvider({
        connect: () => Promise.reject(new LiveError(kind, { message: 'No way leads there.' })),
        clock: new FakeClock(),
        say: (line) => lines.push(line),
      });

      const results = [await provider.check({}, inputs()), await provider.check({}, inputs())];

      expect(results.flatMap(({ failures }) => failures)).toEqual([]);
      expect(lines).toEqual(['warning: whether objects exist already was not looked up. No way leads there.']);
    },
  );

  it('is no matter while the connection is not known yet', async () => {
    const lines: string[] = [];
    const provider = tenantObjectProvider({ clock: new FakeClock(), say: (line) => lines.push(line) });
    await provider.configure({ config: { rawConfig: { connection: UNKNOWN }, get: () => undefined } });

    expect((await provider.check({}, inputs())).failures).toEqual([]);
    expect(lines).toEqual([]);
  });
});

import { tenantObjectProvider } from '../../../lib/pulumi/provider';
import { created, errorOf, inputs, Platform, providerOver } from './support';

describe('an error', () => {
  /** What the dynamic provider prints of errors of all but writes. */
  const printed = (error: Error): string => `${error}: ${error.stack}`;

  it('is printed without a frame, and its text once: by the engine', async () => {
    const provider = providerOver(new Platform());
    for (const action of [provider.diff('id', {}, {}), provider.read('id', {}), provider.delete('id', {})]) {
      const error = await errorOf(action);
      expect(error.message).toContain('cannot be read');
      expect(printed(error)).toBe('hikube-constructs: what is wrong is told at the resource.');
    }
  });

  it('that nobody foresaw is said to be a fault of the library, without what looks like a secret', async () => {
    const connect = () => Promise.reject(new TypeError('token: abcdefghijkl is not a function'));
    const error = await errorOf(tenantObjectProvider({ connect }).read('id', inputs()));
    expect(error.message).toMatch(/^This is a fault of hikube-constructs.*is not a function/);
    expect(error.message).not.toContain('abcdefghijkl');
    expect(error.stack).not.toContain('\n');
    const odd = tenantObjectProvider({ connect: () => Promise.reject('odd' as unknown as Error) });
    expect((await errorOf(odd.read('id', inputs()))).message).toContain('odd');
  });

  it('of the platform is told as everywhere', async () => {
    const platform = new Platform();
    const provider = providerOver(platform);
    const state = await created(provider);
    platform.refuses = { method: 'GET', status: 401 };
    expect((await errorOf(provider.read('id', state))).message).toMatch(
      /does not accept the credentials.*Log in again/,
    );
  });
});

import { upgradePath } from '../../lib/cli/commands/upgrade-path';
import { Unusable, type CommandIo, type ExitCode } from '../../lib/cli/io';
import { displayWidth } from '../../lib/cli/formats/visible';
import { PlatformProfile } from '../../lib/core/platform/profile';

const HIKUBE = PlatformProfile.hikube();

interface Run {
  readonly code: ExitCode;
  readonly out: string;
}

/** Runs the command with an io that only writes. */
function run(
  from: string,
  to: string,
  format: 'text' | 'json' = 'text',
  terminal: Partial<CommandIo> = {},
  profile = HIKUBE,
): Run {
  let out = '';
  const io = { cwd: '/', env: {}, isTTY: false, stdout: (text: string) => void (out += text), ...terminal };
  return { code: upgradePath(from, to, { profile, format }, io as CommandIo), out };
}

describe('hikube upgrade-path', () => {
  it('has a block for each step', () => {
    const { code, out } = run('v1.31', 'v1.34');

    expect(code).toBe(0);
    expect(out).toMatch(/^From v1\.31 to v1\.34 on hikube \(platform 1\.1\): 3 steps, one minor at a time\.\n/);
    expect(out.match(/^\d\. .*$/gm)).toEqual([
      '1. v1.31 to v1.32: write `version: v1.32`, the platform picks v1.32.12',
      '2. v1.32 to v1.33: write `version: v1.33`, the platform picks v1.33.8',
      '3. v1.33 to v1.34: write `version: v1.34`, the platform picks v1.34.4',
    ]);
    expect(out.endsWith('\n')).toBe(true);
  });

  it('says once what every step does', () => {
    expect(run('v1.31', 'v1.34').out.match(/maxSurge/g)).toHaveLength(1);
  });

  it('says at its step what only that step does', () => {
    const { out } = run('v1.33', 'v1.35');

    expect(out.indexOf('konnectivity')).toBeGreaterThan(out.indexOf('2. v1.34 to v1.35'));
    expect(out).toContain('  Before the next:');
    expect(out.match(/^ {2}Done when:$/gm)).toHaveLength(1);
  });

  it('shows commands whole, on lines of their own', () => {
    const { out } = run('1.31', '1.32', 'text', { isTTY: true, columns: 50 });

    expect(out).toMatch(/^ {4}kubectl get --raw \/metrics \| grep apiserver_requested_deprecated_apis$/m);
    expect(out).toMatch(/^ {4}hikube status NAME --wait workers$/m);
    const prose = out.split('\n').filter((line) => !/kubectl|flowcontrol|^\d\. /.test(line));
    expect(Math.max(...prose.map(displayWidth))).toBeLessThanOrEqual(50);
  });

  it('says that a start is no longer offered', () => {
    expect(run('1.30', '1.31', 'text', {}, PlatformProfile.cozystack('1.6')).out).toContain(
      'cozystack-1.6 no longer offers v1.30.',
    );
  });

  it('tells programs the same as data', () => {
    const { code, out } = run('1.31', '1.33', 'json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      profile: 'hikube',
      release: '1.1.2',
      from: 'v1.31',
      to: 'v1.33',
      notes: [],
      steps: [
        {
          from: 'v1.31',
          to: 'v1.32',
          patch: 'v1.32.12',
          removedApis: [{ api: 'flowcontrol.apiserver.k8s.io/v1beta3', servedByDefault: true }],
          untestedAddons: [{ component: 'ingress-nginx', newest: 'v1.30' }],
        },
        { to: 'v1.33', removedApis: [{ api: 'authentication.k8s.io/v1beta1', servedByDefault: false }] },
      ],
    });
  });

  it.each([
    ['1.34', '1.33', /is down/],
    ['1.34', '1.34', /^There is nothing to do/],
    ['1.34', '1.36', /is not one that hikube \(platform 1\.1\) offers/],
    ['1.34', '\u001b[2J', /^"\\u001b\[2J" is no version of Kubernetes\. /],
  ])('cannot go from %j to %j', (from, to, message) => {
    const attempt = (): Run => run(from, to);

    expect(attempt).toThrow(Unusable);
    expect(attempt).toThrow(message);
  });
});

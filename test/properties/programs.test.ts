import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  InstanceType,
  NodeGroup,
  PlatformProfile,
  TenantChart,
  ManagedCluster,
  IngressNginx,
  HikubeError,
} from 'hikube-constructs';
import { App } from 'cdk8s';
import { compile } from '../../lib/core/compile/compile';
import type { TenantKind } from '../../lib/core/model/kind';
import { read } from '../../lib/core/read/read';
import { issuesOf, synth, warningsOf } from '../support/programs';
import { codesOfProgram, codesOfYaml, yamlOf } from '../support/both-ways';
import { renderOn } from '../support/rendering';
import { build, profileOf } from './build';
import { judgedPlan } from './faults';
import { soundPlan, type Plan } from './plan';

const RUNS = { seed: 20_26, numRuns: 250 };

let stderr: jest.SpyInstance;
beforeAll(() => (stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true)));
afterAll(() => stderr.mockRestore());

/** The errors that a plan is refused with, as codes. */
const refusal = (plan: Plan): string[] => [
  ...new Set(
    issuesOf(() => build(plan).synthYaml())
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code),
  ),
];

describe('a random program', () => {
  it('is refused for what is wrong in it, and for nothing else', () => {
    fc.assert(
      fc.property(judgedPlan, ({ plan, planted }) => {
        expect(refusal(plan).sort()).toEqual([...new Set(planted)].sort());
      }),
      RUNS,
    );
  });

  it('becomes objects that its chart takes, if it is not refused', () => {
    fc.assert(
      fc.property(soundPlan, (plan) => {
        for (const manifest of synth({ node: build(plan).node })) {
          expect(renderOn(profileOf(plan), manifest).faults).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('is read back as what was compiled, spelling of quantities and order of lists included', () => {
    fc.assert(
      fc.property(soundPlan, (plan) => {
        for (const manifest of synth({ node: build(plan).node })) {
          const kind = manifest.kind as TenantKind;
          const reading = read(kind, manifest, profileOf(plan));
          expect(reading.notices).toEqual([]);
          expect(compile(kind, reading.spec, profileOf(plan).release)).toEqual(manifest.spec);
        }
      }),
      RUNS,
    );
  });

  it('gets the same codes as the YAML that is synthesised of it', () => {
    fc.assert(
      fc.property(judgedPlan, ({ plan }) => {
        const app = build(plan);
        expect(codesOfYaml(yamlOf(app), profileOf(plan))).toEqual(codesOfProgram(app));
      }),
      RUNS,
    );
  });

  it('is accepted and refused often enough for both to mean something', () => {
    const plans = fc.sample(judgedPlan, { seed: RUNS.seed, numRuns: 400 });
    const refused = plans.filter(({ plan }) => refusal(plan).length > 0).length;
    const shares = { accepted: 1 - refused / plans.length, refused: refused / plans.length };

    process.stdout.write(
      `random programs: ${Math.round(shares.accepted * 100)} % accepted, ${Math.round(shares.refused * 100)} % refused\n`,
    );
    expect(shares.accepted).toBeGreaterThan(0.2);
    expect(shares.refused).toBeGreaterThan(0.2);
  });

  it('gives the same bytes in whatever order its constructs are made', () => {
    const files = (plan: Plan, priorities: readonly number[]): Record<string, string> => {
      const outdir = mkdtempSync(join(tmpdir(), 'permuted-'));
      try {
        build(plan, priorities, outdir).synth();
        return Object.fromEntries(
          readdirSync(outdir)
            .sort()
            .map((file) => [file, readFileSync(join(outdir, file), 'utf8')]),
        );
      } finally {
        rmSync(outdir, { recursive: true });
      }
    };
    fc.assert(
      fc.property(soundPlan, fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }), (plan, priorities) => {
        expect(files(plan, priorities)).toEqual(files(plan, []));
      }),
      { ...RUNS, numRuns: 80 },
    );
  });

  it('is told the same in whatever order its constructs are made', () => {
    fc.assert(
      fc.property(judgedPlan, fc.array(fc.nat(1000), { minLength: 5, maxLength: 40 }), ({ plan }, priorities) => {
        const told = (order: readonly number[]): string[] =>
          issuesOf(() => build(plan, order).synthYaml()).map(
            ({ code, construct, message }) => `${code} ${construct} ${message}`,
          );
        expect(told(priorities)).toEqual(told([]));
      }),
      { ...RUNS, numRuns: 80 },
    );
  });
});

describe('a name made of others', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,45}[a-z0-9]$/);

  it('passes no limit in any program that is accepted', () => {
    let accepted = 0;
    fc.assert(
      fc.property(name, name, fc.boolean(), (clusterName, groupName, proxied) => {
        const app = new App();
        const chart = new TenantChart(app, 'production', {
          namespace: 'tenant-acme',
          profile: PlatformProfile.cozystack('1.6'),
        });
        const web = new ManagedCluster(chart, clusterName);
        const nodes = new NodeGroup(web, groupName, {
          instanceType: InstanceType.U1_LARGE,
          scaling: { min: 1, max: 2 },
        });
        if (proxied) new IngressNginx(web, 'ingress', { hosts: ['a.example'], nodes });
        try {
          warningsOf(() => app.synthYaml());
        } catch (error) {
          expect(HikubeError.isHikubeError(error)).toBe(true);
          return;
        }
        accepted += 1;
        const { names } = web;
        const labels = [
          names.release,
          ...Object.values(names.machineDeployments),
          ...(proxied ? [names.appIngress] : []),
        ];
        for (const label of labels) expect(label.length).toBeLessThanOrEqual(63);
        expect(names.release.length).toBeLessThanOrEqual(53);
      }),
      RUNS,
    );
    expect(accepted).toBeGreaterThan(RUNS.numRuns / 5);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type Chart } from 'cdk8s';
import { PlatformProfile } from 'hikube-constructs';
import { build as bareOperators } from '../../../examples/bare-operators/cdk8s';
import { build as threeDatacenters } from '../../../examples/three-datacenters/cdk8s';
import { levels } from '../../schema/operator';
import { POD_SPEC, SOUND, type Applied } from '../../support/operator-objects';
import {
  crdsAreBeside,
  definitionOf,
  operatorSchema,
  PLATFORM_RELEASES,
  type Definition,
  type PlatformRelease,
} from '../../support/operator-schemas';
import { availability, servers } from '../servers';
import { type ControlPlane, startControlPlane } from '../support/control-plane';
import { type Answer, call, disconnect } from '../support/https';
import { processes, until } from '../support/processes';

const APPLY = 'application/apply-patch+yaml';
const DRY_RUN = '&dryRun=All&force=true';
const NAMESPACE = 'sites';
/** Where a CRD keeps whatever is written. */
const OPEN = /^\/spec\/(podTemplate\/spec|components\/platform\/values)(\/|$)/;
/** Where a CRD takes any key. */
const MAP = /^\/spec\/components$/;
const OF_KUBERNETES: Readonly<Record<string, string>> = {
  StorageClass: 'storageclasses',
  PodDisruptionBudget: 'poddisruptionbudgets',
  Namespace: 'namespaces',
  Pod: 'pods',
};

/** Why there is nothing to ask, if there is nothing. */
const missing = availability() ?? (crdsAreBeside() ? undefined : 'the CRDs are not beside the project');

/** A kube-apiserver with the CRDs of a release, and nobody who acts on what is written. */
class Plane {
  private constructor(
    private readonly plane: ControlPlane,
    private readonly release: PlatformRelease,
  ) {}

  public static async start(release: PlatformRelease): Promise<Plane> {
    const scratch = mkdtempSync(path.join(tmpdir(), 'hikube-e2e-'));
    const programs = await servers();
    const running = processes(programs.platformApi, scratch);
    try {
      const started = new Plane(await startControlPlane(programs, scratch, running), release);
      await started.install();
      return started;
    } catch (error) {
      await running.stop();
      rmSync(scratch, { recursive: true, force: true });
      throw error;
    }
  }

  /** Server-side apply as kubectl does it, with strict field validation. */
  public apply(object: Applied, query = ''): Promise<Answer> {
    const { metadata } = object;
    const target = `${this.pathOf(object)}/${metadata.name}?fieldManager=test&fieldValidation=Strict${query}`;
    return this.ask('PATCH', target, { body: object, contentType: APPLY });
  }

  public async stop(): Promise<void> {
    const { endpoint, processes: running, scratch } = this.plane;
    disconnect(endpoint);
    await running.stop();
    rmSync(scratch, { recursive: true, force: true });
  }

  private async install(): Promise<void> {
    await this.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
    const definitions = new Set(
      SOUND.flatMap(({ apiVersion, kind }) => definitionOf(apiVersion, kind, this.release) ?? []),
    );
    const collection = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    for (const body of definitions) {
      const { status, body: answer } = await this.ask('POST', collection, { body });
      if (status !== 201) throw new Error(`${body.spec.names.kind}: ${status} ${JSON.stringify(answer)}`);
    }
    await Promise.all([...definitions].map((definition) => this.served(definition)));
  }

  private served({ spec: { group, names, versions } }: Definition): Promise<unknown> {
    const list = `/apis/${group}/${versions[0]!.name}/${names.plural}`;
    return until(list, async () => (await this.ask('GET', list)).status === 200);
  }

  private pathOf({ apiVersion, kind, metadata: { namespace } }: Applied): string {
    const plural = OF_KUBERNETES[kind] ?? definitionOf(apiVersion, kind, this.release)!.spec.names.plural;
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    return namespace === undefined ? `${root}/${plural}` : `${root}/namespaces/${namespace}/${plural}`;
  }

  private ask(method: string, target: string, options = {}): Promise<Answer> {
    return call(this.plane.endpoint, method, target, this.plane.tokens.harness, options);
  }
}

/** What the examples of the operator's plane write for a release. */
function exampleObjects(release: PlatformRelease): Applied[] {
  const [platform, operators] =
    release === '1.1.2'
      ? [PlatformProfile.cozystack('1.1'), PlatformProfile.operators({ etcd: 'v1alpha1' })]
      : [PlatformProfile.cozystack('1.6'), PlatformProfile.operators({ etcd: 'v1alpha2' })];
  return [[threeDatacenters, platform] as const, [bareOperators, operators] as const].flatMap(([build, profile]) => {
    const app = new App();
    build(app, profile);
    const chart = app.node.findChild('platform') as Chart;
    // Beside the sound objects, some of which have the same names and cannot change.
    return (chart.toJson() as Applied[]).map((object) => ({
      ...object,
      metadata: { ...object.metadata, name: `${profile.name}-${object.metadata.name}` },
    }));
  });
}

const isServed = ({ apiVersion, kind }: Applied, release: PlatformRelease): boolean =>
  kind in OF_KUBERNETES || definitionOf(apiVersion, kind, release) !== undefined;

describe('the objects of the operator’s plane', () => {
  it(missing === undefined ? 'are applied to a kube-apiserver' : `are applied to nothing: ${missing}`, () => {
    expect(missing === undefined || missing.length > 0).toBe(true);
  });

  if (missing !== undefined) return;
  describe.each(PLATFORM_RELEASES)('with the CRDs of %s', (release) => {
    let plane: Plane;
    beforeAll(async () => {
      plane = await Plane.start(release);
    }, 600_000);
    afterAll(() => plane?.stop());

    const served = SOUND.filter((object) => isServed(object, release));
    const cases = served.map((object) => [object.kind, object.apiVersion, object.metadata.name, object] as const);

    it('leave out the kinds that the release has no CRD for', () => {
      const absent = SOUND.filter((object) => !served.includes(object)).map(
        ({ apiVersion, kind }) => `${kind} ${apiVersion}`,
      );

      expect(absent).toEqual([
        'VolumeSnapshotClass snapshot.storage.k8s.io/v1',
        ...(release === '1.1.2'
          ? ['EtcdCluster etcd-operator.cozystack.io/v1alpha2', 'SchedulingClass cozystack.io/v1alpha1']
          : ['EtcdCluster etcd.aenix.io/v1alpha1']),
      ]);
    });

    it.each(cases)('are taken when they are sound: %s %s %s', async (_kind, _version, _name, object) => {
      const created = await plane.apply(object);
      const again = await plane.apply(object);

      expect([created.status, again.status, created.body.message]).toEqual([201, 200, undefined]);
    });

    it.each(cases)('are refused with a misspelt key at any level: %s %s %s', async (kind, version, _name, object) => {
      const places = levels(operatorSchema(version, kind)!, object).filter(({ at }) => !OPEN.test(at) && !MAP.test(at));

      expect(places.length).toBeGreaterThan(1);
      for (const { at, misspelt } of places) await expectRefused(at, misspelt as Applied);
    });

    // Which is why schema/operator says more there than the CRDs.
    it.each(cases)(
      'are taken with one where a CRD keeps everything: %s %s %s',
      async (kind, version, _name, object) => {
        const places = levels(operatorSchema(version, kind)!, object).filter(({ at }) => OPEN.test(at));

        expect(places.length > 0).toBe(kind === 'Package' || version === 'etcd.aenix.io/v1alpha1');
        for (const { at, misspelt } of places) {
          const { status, body } = await plane.apply(misspelt as Applied, DRY_RUN);

          expect([at, status, body.message]).toEqual([at, 200, undefined]);
        }
      },
    );

    it('are taken as the examples write them', async () => {
      const objects = exampleObjects(release).filter((object) => isServed(object, release));
      for (const namespace of new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))) {
        await plane.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
      }

      expect(new Set(objects.map(({ kind }) => kind)).size).toBeGreaterThan(8);
      for (const object of objects) {
        const { status, body } = await plane.apply(object, '&force=true');
        expect([object.kind, object.metadata.name, status < 300, body.message]).toEqual([
          object.kind,
          object.metadata.name,
          true,
          undefined,
        ]);
      }
    });

    const expectRefused = async (at: string, object: Applied): Promise<void> => {
      const { status, body } = await plane.apply(object, DRY_RUN);

      expect([at, status >= 400, body.message]).toEqual([at, true, expect.stringContaining('misspelt')]);
    };

    describe('and the pods of a ring of v1alpha1, which its CRD says nothing of,', () => {
      const pod = (spec: unknown): Applied => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'ring-0', namespace: NAMESPACE },
        spec,
      });
      const spec = { ...POD_SPEC, containers: POD_SPEC.containers.map((each) => ({ ...each, image: 'etcd' })) };

      it('are taken when they are sound', async () => {
        const { status, body } = await plane.apply(pod(spec), DRY_RUN);

        expect([status, body.message]).toEqual([201, undefined]);
      });

      it('are refused with a misspelt key at any level that schema/operator states', async () => {
        const ring = operatorSchema('etcd.aenix.io/v1alpha1', 'EtcdCluster')!;
        const stated = ring.properties!.spec!.properties!.podTemplate!.properties!.spec!;
        const places = levels({ ...stated, $defs: ring.$defs! }, spec);

        expect(places.length).toBeGreaterThan(1);
        for (const { at, misspelt } of places) await expectRefused(at, pod(misspelt));
      });
    });
  });
});

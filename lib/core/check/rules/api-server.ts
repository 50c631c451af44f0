import { isDeferred } from '../../deferred';
import { isRecord, quote } from '../../json';
import { isUnread } from '../../read/read';
import { rule, type ObjectRule } from '../rule';
import { itemsOf, withGroup16 } from './groups';

const CHART = 'cozystack v1.6.2, packages/apps/kubernetes/templates/cluster.yaml';
const RESERVED = ['talos-ca', 'talos-tls-cert'];
const SOURCES = ['configMap', 'secret'];

/** The name of a volume or mount as the chart reads it; `undefined` where it is not known yet. */
function nameOf(volume: unknown): string | undefined {
  const name = isRecord(volume) ? volume.name : undefined;
  if (isDeferred(volume) || isDeferred(name)) return undefined;
  return typeof name === 'string' || typeof name === 'number' ? String(name) : '';
}

const volumes = rule({
  code: 'HK4403',
  severity: 'error',
  title: 'A volume of the API server that the chart refuses',
  why: 'The pod runs on the platform, so the chart takes only named volumes with exactly one source, a ConfigMap or a Secret.',
  remedy: 'Give each volume a name of its own and one source, configMap or secret.',
  source: CHART,
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const seen = new Set<string>();
    const reserved = [...RESERVED, ...((spec.oidc?.mode ?? 'None') === 'None' ? [] : ['authentication-config'])];
    for (const [i, volume] of itemsOf(spec.controlPlane?.apiServer?.extraVolumes)) {
      if (isDeferred(volume)) continue;
      const place = at('controlPlane', 'apiServer', 'extraVolumes', i);
      const name = nameOf(volume);
      const sources = isRecord(volume)
        ? Object.keys(volume).filter((key) => key !== 'name' && volume[key] !== undefined)
        : [];
      const what = `Volume ${name ? quote(name) : i} of the API server`;
      if (name === '') yield { pointer: place, message: `${what} has no name.`, remedy: 'Give it a name.' };
      else if (name !== undefined && reserved.includes(name))
        yield {
          pointer: place,
          message: `${what} has a name that the platform uses itself.`,
          remedy: 'Give it another name.',
        };
      else if (name !== undefined && seen.has(name))
        yield { pointer: place, message: `${what} is there twice.`, remedy: 'Give each volume a name of its own.' };
      if (sources.length !== 1 || !SOURCES.includes(sources[0]!)) {
        yield {
          pointer: place,
          message: `${what} has ${sources.length === 0 ? 'no source' : `the source ${sources.map(quote).join(' and ')}`}.`,
          remedy: 'Give it one source: configMap or secret.',
        };
      }
      if (name !== undefined) seen.add(name);
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16(
      {},
      { controlPlane: { apiServer: { extraVolumes: [{ name: 'audit', hostPath: { path: '/' } }] } } },
    ),
    passes: withGroup16(
      {},
      { controlPlane: { apiServer: { extraVolumes: [{ name: 'audit', configMap: { name: 'audit' } }] } } },
    ),
  },
});

const mounts = rule({
  code: 'HK4404',
  severity: 'error',
  title: 'A mount of the API server without its volume',
  why: 'The chart refuses to render.',
  remedy: 'Mount only what stands in extraVolumes.',
  source: CHART,
  releases: { since: '1.6.0' },
  kind: 'Kubernetes',
  *check(reading, { at }) {
    const { extraVolumes, extraVolumeMounts } = reading.spec.controlPlane?.apiServer ?? {};
    // A volume that is not known yet may be the one that is mounted.
    if (isUnread(reading, at('controlPlane', 'apiServer', 'extraVolumes'))) return;
    const declared = itemsOf(extraVolumes).map(([, volume]) => nameOf(volume));
    for (const [i, mount] of itemsOf(extraVolumeMounts)) {
      const name = nameOf(mount);
      if (name === undefined || (name !== '' && declared.includes(name))) continue;
      yield {
        pointer: at('controlPlane', 'apiServer', 'extraVolumeMounts', i),
        message:
          name === ''
            ? `Mount ${i} of the API server names no volume.`
            : `A mount of the API server names the volume ${quote(name)}, which is not declared.`,
        remedy: declared.some(Boolean)
          ? `Declared: ${declared.filter(Boolean).join(', ')}.`
          : 'Declare it in extraVolumes.',
      };
    }
  },
  example: {
    profile: 'cozystack-1.6',
    fails: withGroup16(
      {},
      { controlPlane: { apiServer: { extraVolumeMounts: [{ name: 'audit', mountPath: '/audit' }] } } },
    ),
    passes: withGroup16(
      {},
      {
        controlPlane: {
          apiServer: {
            extraVolumes: [{ name: 'audit', configMap: { name: 'audit' } }],
            extraVolumeMounts: [{ name: 'audit', mountPath: '/audit' }],
          },
        },
      },
    ),
  },
});

export const API_SERVER_RULES: readonly ObjectRule[] = [volumes, mounts].map((r) => r as ObjectRule);

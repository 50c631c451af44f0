import { isDeferred } from '../../deferred';
import { isRecord, quote } from '../../json';
import { FLUX_SYNC_KINDS } from '../../platform/addon-values';
import { isUnread } from '../../read/read';
import { didYouMean } from '../../suggest';
import { rule, type ObjectRule } from '../rule';
import { valueOf, withValues } from './addon-values';

const LOCATIONS = { backupStorageLocation: ['provider', 'bucket'], volumeSnapshotLocation: ['provider'] } as const;
const VELERO = 'velero charts 11.0.0 and 12.0.3, values.schema.json and templates';

const locations = rule({
  code: 'HK3119',
  severity: 'error',
  title: "Locations of Velero's that its chart refuses",
  why: 'The chart takes a list of locations, each with what it cannot do without, and Helm refuses anything else.',
  remedy: 'Write a list, with the provider and, for backups, the bucket of each.',
  source: VELERO,
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    for (const [key, required] of Object.entries(LOCATIONS)) {
      const path = ['velero', 'configuration', key];
      const written = valueOf(spec, 'velero', path);
      if (written === undefined || written === null || isDeferred(written)) continue;
      const place = (...more: (string | number)[]): string =>
        at('addons', 'velero', 'valuesOverride', ...path, ...more);
      if (!Array.isArray(written)) {
        const remedy = isRecord(written) ? 'Put a dash before it: a list of one.' : 'Write a list.';
        yield { pointer: place(), onKey: true, message: `${key} is no list.`, remedy };
        continue;
      }
      for (const [i, location] of written.entries()) {
        if (isDeferred(location)) continue;
        const missing = required.filter((name) => !isRecord(location) || !location[name]);
        if (missing.length === 0) continue;
        yield {
          pointer: place(i),
          message: `Location ${i + 1} of ${key} has no ${missing.join(' and no ')}.`,
          remedy: `Write its ${missing.join(' and its ')}.`,
        };
      }
    }
  },
  example: {
    fails: withValues('velero', {
      velero: { configuration: { backupStorageLocation: { provider: 'aws', bucket: 'backups' } } },
    }),
    passes: withValues('velero', {
      velero: { configuration: { backupStorageLocation: [{ provider: 'aws', bucket: 'backups' }] } },
    }),
  },
});

const noLocation = rule({
  code: 'HK3120',
  severity: 'warning',
  title: 'Velero without a place for backups',
  why: 'The platform sets none, and without one every backup fails.',
  remedy: 'Give it a location: a bucket and how to reach it.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/system/velero/values.yaml (backupStorageLocation: null)',
  kind: 'Kubernetes',
  *check(reading, { program, at }) {
    const { spec } = reading;
    if (spec.addons?.velero?.enabled !== true) return;
    const path = ['velero', 'configuration', 'backupStorageLocation'];
    if (isUnread(reading, at('addons', 'velero', 'valuesOverride', ...path))) return;
    const written = valueOf(spec, 'velero', path);
    const none = written === undefined || written === null || (Array.isArray(written) && written.length === 0);
    if (!none || valueOf(spec, 'velero', ['velero', 'backupsEnabled']) === false) return;
    yield {
      pointer: at('addons', 'velero'),
      onKey: true,
      message: 'Velero is on, but has no location to back up to.',
      remedy: program
        ? 'Give it `locations`.'
        : 'Write velero.configuration.backupStorageLocation, or acknowledge that a location is made inside the cluster.',
    };
  },
  example: {
    fails: { ...withValues('velero', {}) },
    passes: withValues('velero', {
      velero: { configuration: { backupStorageLocation: [{ provider: 'aws', bucket: 'backups' }] } },
    }),
  },
});

const SYNC = ['flux-instance', 'instance', 'sync'];

const sync = rule({
  code: 'HK3123',
  severity: 'error',
  title: 'A source that Flux never reads',
  why: 'The chart makes a source only where there is a url, and Flux refuses one without a path and a ref.',
  remedy: 'Write url, ref and path.',
  source:
    'flux-operator charts 0.33.0 and 0.50.0: templates/instance.yaml, FluxInstance (required: kind, path, ref, url)',
  kind: 'Kubernetes',
  *check({ spec }, { at }) {
    const written = valueOf(spec, 'fluxcd', SYNC);
    if (!isRecord(written) || isDeferred(written) || Object.keys(written).length === 0) return;
    const place = (...more: string[]): string => at('addons', 'fluxcd', 'valuesOverride', ...SYNC, ...more);
    const absent = (key: string): boolean => written[key] === undefined || written[key] === null || written[key] === '';
    const missing = ['url', 'ref', 'path'].filter(absent);
    if (missing.length > 0) {
      yield {
        pointer: place(),
        onKey: true,
        message: `The source of Flux has no ${missing.join(' and no ')}.`,
        remedy: `Write ${missing.map((key) => `${key}, such as ${SAMPLES[key]}`).join(', and ')}.`,
      };
    }
    const { kind } = written;
    if (typeof kind === 'string' && !FLUX_SYNC_KINDS.includes(kind)) {
      yield {
        pointer: place('kind'),
        message: `The source of Flux is a ${quote(kind)}.`,
        why: 'The schema of the chart refuses it.',
        remedy: didYouMean(kind, FLUX_SYNC_KINDS),
      };
    }
  },
  example: {
    fails: withValues('fluxcd', { 'flux-instance': { instance: { sync: { path: 'clusters/web' } } } }),
    passes: withValues('fluxcd', {
      'flux-instance': {
        instance: { sync: { url: 'https://git.acme.example/fleet', ref: 'refs/heads/main', path: 'clusters/web' } },
      },
    }),
  },
});

const SAMPLES: Readonly<Record<string, string>> = {
  url: '"https://git.acme.example/fleet"',
  ref: '"refs/heads/main"',
  path: '"clusters/web"',
};

const classInside = rule({
  code: 'HK4202',
  severity: 'error',
  title: 'A storage class that is not there inside the cluster',
  why: 'Inside a cluster the classes have other names than on the platform (1.1: only kubevirt; 1.6: those of the platform except local), and a volume of an unknown class stays Pending.',
  remedy: 'Leave the class out: the default works on every release.',
  source: 'cozystack v1.1.2 and v1.6.2, packages/apps/kubernetes/templates/helmreleases/csi.yaml',
  kind: 'Kubernetes',
  *check({ spec }, { profile, at }) {
    const path = ['flux-instance', 'instance', 'storage'];
    const storage = valueOf(spec, 'fluxcd', path);
    const written = isRecord(storage) ? storage.class : undefined;
    if (typeof written !== 'string' || written === '') return;
    const inside = ['kubevirt', ...profile.data.storageClasses.map((name) => profile.storageClassInside(name))];
    if (inside.includes(written)) return;
    yield {
      pointer: at('addons', 'fluxcd', 'valuesOverride', ...path, 'class'),
      message: `Inside the cluster there is no storage class ${quote(written)}.`,
      remedy: `Leave it out, or write ${[...new Set(inside.filter((name) => name !== undefined))].join(' or ')}.`,
    };
  },
  example: {
    fails: withValues('fluxcd', { 'flux-instance': { instance: { storage: { class: 'replicated', size: '10Gi' } } } }),
    passes: withValues('fluxcd', { 'flux-instance': { instance: { storage: { class: 'kubevirt', size: '10Gi' } } } }),
  },
});

/** Rules over backups, sources and volumes of add-ons. */
export const BACKUP_AND_SYNC_RULES: readonly ObjectRule[] = [locations, noLocation, sync, classInside].map(
  (r) => r as ObjectRule,
);

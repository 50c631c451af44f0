import type { Construct } from 'constructs';
import type { Deferrable } from '../../core/deferred';
import { flag, list, map, object, optional, text, type Shapes } from '../../core/props';
import { ADDON_SHAPES, AddonBase, type AddonProps } from '../addon';

/** A bucket that backups go to. */
export interface BackupLocation {
  readonly name: string;
  readonly bucket: Deferrable<string>;
  /** @default aws, which is any S3 */
  readonly provider?: string;
  readonly region?: Deferrable<string>;
  /** The address of the S3 service, such as `https://prod.s3.hikube.cloud`. */
  readonly url?: Deferrable<string>;
  /** The key within a Secret of namespace cozy-velero that holds the credentials: its name, never its content. */
  readonly credential?: { readonly secretName: string; readonly key: string };
  /** Whether backups go here when none is named. @default false */
  readonly isDefault?: boolean;
}

/** A backup that is made again and again. */
export interface BackupSchedule {
  /** When, in cron's notation. */
  readonly schedule: string;
  /** How long each is kept, such as `720h`. @default the chart's */
  readonly ttl?: string;
  /** The namespaces to back up. @default all */
  readonly namespaces?: readonly string[];
}

/** What Velero takes. */
export interface VeleroProps extends AddonProps {
  /** Where backups go. @default nowhere: Velero needs one to back up anything */
  readonly locations?: readonly BackupLocation[];
  /** Backups that are made again and again, by name. @default none */
  readonly schedules?: Readonly<Record<string, BackupSchedule>>;
}

const SHAPES: Shapes<VeleroProps> = {
  ...ADDON_SHAPES,
  locations: optional(
    list(
      object<BackupLocation>({
        name: text(),
        bucket: text({ late: true }),
        provider: optional(text()),
        region: optional(text({ late: true })),
        url: optional(text({ late: true })),
        credential: optional(object({ secretName: text(), key: text() })),
        isDefault: optional(flag()),
      }),
    ),
  ),
  schedules: optional(
    map(object<BackupSchedule>({ schedule: text(), ttl: optional(text()), namespaces: optional(list(text())) })),
  ),
};

/** Backups of the cluster's objects and volumes. */
export class Velero extends AddonBase<VeleroProps> {
  public constructor(scope: Construct, id: string, props: VeleroProps = {}) {
    super(scope, id, { addon: 'velero', example: "new Velero(cluster, 'velero')" }, 'Velero', SHAPES, props);
  }

  protected override typedValues(): object {
    const { locations, schedules } = this.props;
    return {
      ...(locations && { configuration: { backupStorageLocation: locations.map(locationValues) } }),
      ...(schedules && {
        schedules: Object.fromEntries(
          Object.entries(schedules).map(([name, schedule]) => [name, scheduleValues(schedule)]),
        ),
      }),
    };
  }
}

function locationValues({
  name,
  bucket,
  provider = 'aws',
  region,
  url,
  credential,
  isDefault,
}: BackupLocation): object {
  const config = {
    ...(region !== undefined && { region }),
    ...(url !== undefined && { s3Url: url, s3ForcePathStyle: true }),
  };
  return {
    name,
    provider,
    bucket,
    ...(isDefault !== undefined && { default: isDefault }),
    ...(Object.keys(config).length > 0 && { config }),
    ...(credential && { credential: { name: credential.secretName, key: credential.key } }),
  };
}

function scheduleValues({ schedule, ttl, namespaces }: BackupSchedule): object {
  const template = { ...(ttl !== undefined && { ttl }), ...(namespaces && { includedNamespaces: namespaces }) };
  return { schedule, ...(Object.keys(template).length > 0 && { template }) };
}

import { editDistance } from '../../suggest';

/** DRBD's options as LINSTOR names them, by their section. Source: drbd.conf(5) of DRBD 9; linstor-server v1.32.3. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  Net: [
    ...['after-sb-0pri', 'after-sb-1pri', 'after-sb-2pri', 'allow-two-primaries', 'always-asbp', 'connect-int'],
    ...['congestion-extents', 'congestion-fill', 'cram-hmac-alg', 'csums-after-crash-only', 'csums-alg'],
    ...['data-integrity-alg', 'fencing', 'ko-count', 'load-balance-paths', 'max-buffers', 'max-epoch-size'],
    ...['on-congestion', 'ping-int', 'ping-timeout', 'protocol', 'rcvbuf-size', 'rr-conflict', 'shared-secret'],
    ...['sndbuf-size', 'socket-check-timeout', 'tcp-cork', 'timeout', 'tls', 'transport', 'use-rle', 'verify-alg'],
  ],
  Resource: [
    ...['auto-promote', 'auto-promote-timeout', 'on-no-data-accessible', 'on-no-quorum'],
    ...['on-suspended-primary-outdated', 'peer-ack-delay', 'peer-ack-window', 'quorum', 'quorum-minimum-redundancy'],
    ...['twopc-retry-timeout', 'twopc-timeout'],
  ],
};
/** LINSTOR's own, beside DRBD's sections. */
const PLAIN: readonly string[] = [
  ...['auto-add-quorum-tiebreaker', 'auto-diskful', 'auto-diskful-allow-cleanup', 'auto-quorum', 'auto-verify-alg'],
  'AutoEvictAllowEviction',
];

const PREFIX = 'DrbdOptions/';
const KNOWN: readonly string[] = [
  ...PLAIN.map((name) => PREFIX + name),
  ...Object.entries(SECTIONS).flatMap(([section, names]) => names.map((name) => `${PREFIX}${section}/${name}`)),
];

/** Two letters wrong are a slip; more may be a property that is not listed here. */
const SLIP = 2;

/** The property that somebody meant who wrote almost its name; nothing for one that is known, or like none. */
export function meantProperty(written: string): string | undefined {
  if (written.length > 100 || KNOWN.includes(written)) return undefined;
  const near = KNOWN.map((name) => [name, editDistance(written, name)] as const).filter(([, by]) => by <= SLIP);
  return near.sort(([, a], [, b]) => a - b)[0]?.[0];
}

/** The Kubernetes versions that the platform's releases offer, by name; each is its minor version, such as `v1.34`. */
export const KubernetesVersion = {
  V1_30: 'v1.30',
  V1_31: 'v1.31',
  V1_32: 'v1.32',
  V1_33: 'v1.33',
  V1_34: 'v1.34',
  V1_35: 'v1.35',
} as const;

/** A minor version of Kubernetes. The patch is the platform's choice. */
export type KubernetesVersion = (typeof KubernetesVersion)[keyof typeof KubernetesVersion];

/** The minor version that a text such as `1.30.3`, `v1.30.0` or `1.30` means: `v1.30`; `undefined` if it is none. */
export function minorVersion(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^[vV]?(\d{1,3})\.(\d{1,3})(?:\.\d{1,4})?(?:[-+].{0,40})?$/.exec(text.trim());
  return match ? `v${Number(match[1])}.${Number(match[2])}` : undefined;
}

/** The minor's number in `v1.34`: 34. `undefined` for anything else, another major included. */
export function minorNumber(text: unknown): number | undefined {
  const match = typeof text === 'string' ? /^v1\.(\d{1,3})$/.exec(text) : null;
  return match ? Number(match[1]) : undefined;
}

/** Orders two versions of the form `v1.34`, oldest first. */
export function compareVersions(a: string, b: string): number {
  return (minorNumber(a) ?? -1) - (minorNumber(b) ?? -1);
}

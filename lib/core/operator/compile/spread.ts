/** How what stands at a lost site comes back. */
export type Recovery = 'strict' | 'movable';

/** A spread over sites. */
export interface SpreadModel {
  readonly siteLabel: string;
  /** How many sites there are. */
  readonly sites: number;
  readonly recovery: Recovery;
}

/** A spread constraint without a selector. */
export interface SpreadConstraint {
  readonly maxSkew: number;
  readonly minDomains?: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule';
  readonly nodeTaintsPolicy: 'Honor' | 'Ignore';
}

/**
 * The constraint that keeps parts at different sites.
 *
 * *strict*: the nodes of a lost site stay eligible, and all sites have to be there, so the split is even at any time and a
 * lost part waits for its site. *movable*: the nodes of a lost site do not count, so a lost part may start elsewhere, if its
 * storage can; when the site is back nothing moves back by itself.
 *
 * Source: Kubernetes, KEP-3022 (minDomains) and KEP-3094 (node inclusion policies).
 */
export const spreadConstraint = ({ siteLabel, sites, recovery }: SpreadModel): SpreadConstraint => ({
  maxSkew: 1,
  // With `Honor` as well, fewer sites than that would stop every replacement.
  ...(recovery === 'strict' && { minDomains: sites }),
  topologyKey: siteLabel,
  whenUnsatisfiable: 'DoNotSchedule',
  nodeTaintsPolicy: recovery === 'strict' ? 'Ignore' : 'Honor',
});

/**
 * The text that the platform's charts paste: a map with one item and no selector, since the charts append one after the
 * text, which reaches the last item only.
 */
export function spreadText(model: SpreadModel): string {
  const [first, ...rest] = Object.entries(spreadConstraint(model));
  // Without a slash it may be what YAML takes for a number, a boolean or nothing: `1`, `on`, `null`.
  const isPlain = (value: unknown): boolean => value !== model.siteLabel || model.siteLabel.includes('/');
  const line = ([key, value]: [string, unknown]): string =>
    `${key}: ${isPlain(value) ? String(value) : JSON.stringify(value)}`;
  return ['topologySpreadConstraints:', `- ${line(first!)}`, ...rest.map((entry) => `  ${line(entry)}`), ''].join('\n');
}

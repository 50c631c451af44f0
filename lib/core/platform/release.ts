/** A release of the platform, such as `1.1.2`. */
export type Release = `${number}.${number}.${number}`;

const known = new Map<string, readonly number[]>();

/** The numbers of a release. There are a handful of releases, and every rule compares with them. */
function parts(release: string): readonly number[] {
  const numbers = known.get(release) ?? release.split('.').map(Number);
  known.set(release, numbers);
  return numbers;
}

/** Orders releases, oldest first. */
export function compareReleases(a: string, b: string): number {
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** When a thing is part of the platform: from `since` on, and before `until`. */
export interface Span {
  readonly since?: Release;
  readonly until?: Release;
}

/** Whether a release has what lasts for this span. */
export function includes(span: Span, release: Release): boolean {
  return (
    (span.since === undefined || compareReleases(release, span.since) >= 0) &&
    (span.until === undefined || compareReleases(release, span.until) < 0)
  );
}

/** A release without its patch, as people say it: `1.6`. */
export const shortRelease = (release: string): string => release.split('.').slice(0, 2).join('.');

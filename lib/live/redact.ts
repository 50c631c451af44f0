const HIDDEN = '[hidden]';
const LONGEST = 2000;

const SECRETS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g, HIDDEN],
  // A JSON Web Token: two or three parts, the first of which is base64 of `{"`.
  [/\beyJ[\w-]{4,}(?:\.[\w-]*){1,4}/g, HIDDEN],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/((?:token|password|passwd|secret|client-key-data|refresh_token)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, `$1${HIDDEN}`],
  [/\/\/[^\s/@:]*:[^\s/@]*@/g, `//${HIDDEN}@`],
  [/[A-Za-z0-9+/]{100,}={0,2}/g, HIDDEN],
];

/**
 * Somebody else's words (a server's, a login plug-in's), fit to be shown: without what looks like a token, a key, a
 * certificate or a password, and no longer than a person reads.
 */
export function redacted(text: string): string {
  const clean = SECRETS.reduce((rest, [pattern, put]) => rest.replace(pattern, put), text.trim());
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : clean;
}

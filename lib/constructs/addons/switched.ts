/** A part of a chart that is switched by `enabled`; nothing where nothing was said. */
export const switched = (enabled: boolean | undefined): { readonly enabled: boolean } | undefined =>
  enabled === undefined ? undefined : { enabled };

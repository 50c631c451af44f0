/** Where it is recorded which labels and annotations this library wrote, so that one that leaves the program leaves too. */
export const OWNED_METADATA = 'hikube-constructs/owned-metadata';

/** What `kubectl apply` recorded: stale after a PUT, and a later `kubectl apply` would undo by it. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Which stack of Pulumi an object belongs to, so that one whose creation was cut short is known again. */
export const MARK = 'hikube-constructs/pulumi';

/** Annotations that tools keep their books in. They are no difference between two states. */
export const BOOKKEEPING: readonly string[] = [OWNED_METADATA, LAST_APPLIED, MARK];

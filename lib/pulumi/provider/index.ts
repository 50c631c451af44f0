import { check } from './check';
import { diff } from './diff';
import { asProviderError } from './errors';
import type { DynamicProvider } from './protocol';
import { read } from './read';
import { remove } from './remove';
import { Session, type SessionOptions } from './session';
import { create, update } from './write';

export type { ConnectionSettings } from './open';
export type { DynamicProvider } from './protocol';

/**
 * The provider of the objects of the tenant plane, as Pulumi's dynamic provider calls one. A preview calls `check`, `diff`
 * and `read`, which send nothing but reads.
 */
export function tenantObjectProvider(options: SessionOptions = {}): DynamicProvider {
  const session = new Session(options);
  return {
    configure: ({ config }) => told(() => session.configure(config)),
    check: (olds, news) => check(olds, news, session),
    diff: (_id, olds, news) => told(() => diff(olds, news)),
    create: (inputs) => told(() => create(inputs, session)),
    update: (_id, olds, news) => told(() => update(olds, news, session)),
    delete: (_id, props) => told(() => remove(props, session)),
    read: (_id, props) => told(() => read(props, session)),
  };
}

/** Whatever goes wrong is told in words, without a stack. */
async function told<T>(action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw asProviderError(error);
  }
}

/** The one that the resources delegate to. */
export const provider: DynamicProvider = tenantObjectProvider();

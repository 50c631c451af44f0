import { isMap } from 'yaml';
import { isRecord } from '../../core/json';
import { connect, connectWith } from '../../live/connection';
import { kubeconfigDocument } from '../../live/kubeconfig-document';
import type { Environment } from '../../live/kubeconfig-paths';
import { LiveError } from '../../live/live-error';
import type { TenantApi } from '../../live/tenant-api';

/**
 * Which API server a stack talks to, and as whom: a context of a kubeconfig file, a kubeconfig as a text, or whatever
 * kubectl would take in the same environment.
 */
export type ConnectionSettings =
  | {
      readonly kind: 'context';
      /** @default the kubeconfig's current one */
      readonly context?: string;
      /** A kubeconfig file. @default the one that kubectl finds */
      readonly kubeconfig?: string;
      /** @default the context's */
      readonly namespace?: string;
    }
  | {
      readonly kind: 'kubeconfig';
      readonly text: string;
      /** @default the current one of the text */
      readonly context?: string;
    }
  | { readonly kind: 'environment' };

/**
 * Opens a connection. Nothing is sent before the first request.
 *
 * @throws LiveError of kind `kubeconfig`, which holds nothing of what stands in a kubeconfig beside names
 */
export async function openConnection(settings: ConnectionSettings, env: Environment = process.env): Promise<TenantApi> {
  switch (settings.kind) {
    case 'environment':
      return connect({ env });
    case 'context': {
      const { context, kubeconfig, namespace } = settings;
      return connect({ env, context, kubeconfig, namespace });
    }
    case 'kubeconfig':
      return openText(settings.text, settings.context, env);
  }
}

/**
 * Settings that were handed over as JSON text.
 *
 * @throws LiveError of kind `kubeconfig`, which quotes nothing of it
 */
export function connectionFrom(written: unknown): ConnectionSettings {
  const value = typeof written === 'string' ? parsed(written) : written;
  const texts = (...keys: readonly string[]): boolean =>
    isRecord(value) && keys.every((key) => value[key] === undefined || typeof value[key] === 'string');
  if (isRecord(value)) {
    if (value.kind === 'environment') return { kind: 'environment' };
    if (value.kind === 'context' && texts('context', 'kubeconfig', 'namespace')) return value as ConnectionSettings;
    if (value.kind === 'kubeconfig' && typeof value.text === 'string' && texts('context'))
      return value as ConnectionSettings;
  }
  throw new LiveError('kubeconfig', {
    message: 'The connection that the provider was given is none that this release of hikube-constructs understands.',
    remedy:
      'Use a `Connection` of hikube-constructs/pulumi; if you do, install the release again that the stack was written with.',
  });
}

const WHOLE = 'Give one that holds its certificates and its token itself, or name a context of your own kubeconfig.';
const WHERE = "the connection's kubeconfig";

/** A kubeconfig as a text comes from anywhere, so it is held to what the platform's own are: no files, no programs. */
async function openText(text: string, context: string | undefined, env: Environment): Promise<TenantApi> {
  try {
    return await connectWith(context === undefined ? text : withContext(text, context), { env });
  } catch (error) {
    if (!LiveError.is(error)) throw error;
    const message = error.message.replace(/(t)he kubeconfig that the platform shows/i, (_, t: string) =>
      WHERE.replace('t', t),
    );
    throw error.with({ message, remedy: WHOLE });
  }
}

/** A kubeconfig with another current context. */
function withContext(text: string, context: string): string {
  const document = kubeconfigDocument(text, WHERE);
  // Anything else is told by whoever reads it next.
  if (!isMap(document.contents)) return text;
  document.set('current-context', context);
  return document.toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

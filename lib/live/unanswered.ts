import { LiveError, type LiveErrorFacts, type LiveErrorKind } from './live-error';
import { redacted } from './redact';
import { type TransportFault } from './transport';

const WAY = 'Look at the address of the server in the kubeconfig, at the VPN, and at the proxy.';
const UNTRUSTED = {
  why: 'Its certificate is not signed by an authority that the kubeconfig names.',
  remedy:
    'Get a current kubeconfig; if a proxy opens connections on their way, its authority belongs into the kubeconfig.',
};

type Told = readonly [LiveErrorKind, (host: string) => LiveErrorFacts];

const refused = (why: string): Told => [
  'unreachable',
  (host) => ({ message: `The server ${host} cannot be reached.`, why, remedy: WAY }),
];
const untrusted: Told = [
  'tls',
  (host) => ({ message: `The certificate of ${host} is not to be trusted.`, ...UNTRUSTED }),
];
const outOfTime: Told = [
  'tls',
  (host) => ({
    message: `The certificate of ${host} is not valid today.`,
    why: 'It has expired, or is not valid yet.',
    remedy: "Look at this machine's clock; if it is right, ask whoever runs the server.",
  }),
];

const BY_CODE: Readonly<Record<string, Told>> = {
  ENOTFOUND: [
    'unreachable',
    (host) => ({
      message: `The host ${host} does not resolve.`,
      why: 'DNS has no address for it: a record is missing, or it is known inside a VPN only.',
      remedy: WAY,
    }),
  ],
  EAI_AGAIN: [
    'unreachable',
    (host) => ({ message: `The host ${host} does not resolve now.`, why: 'DNS does not answer.', remedy: WAY }),
  ],
  ECONNREFUSED: refused('The connection was refused: nothing listens there, or not yet.'),
  ETIMEDOUT: refused('Nothing answered in time: something on the way drops it.'),
  TIMEOUT_CONNECT: refused('Nothing answered in time: something on the way drops it.'),
  EHOSTUNREACH: refused('There is no route to it.'),
  ENETUNREACH: refused('There is no route to it.'),
  ECONNRESET: refused('The connection was cut.'),
  EPIPE: refused('The connection was cut.'),
  TIMEOUT_ANSWER: [
    'timeout',
    (host) => ({
      message: `The server ${host} took the request and did not answer in time.`,
      why: 'It is busy, or the connection is dead.',
      remedy: 'Try again.',
    }),
  ],
  UNUSABLE: [
    'kubeconfig',
    (host) => ({
      message: `The certificates of this context cannot be used for ${host}.`,
      why: 'One of them is damaged, or the key is one of another certificate.',
      remedy: 'Get a current kubeconfig.',
    }),
  ],
  ABORTED: ['aborted', () => ({ message: 'It was stopped before it was through.' })],
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_HAS_EXPIRED: outOfTime,
  CERT_NOT_YET_VALID: outOfTime,
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'tls',
    (host) => ({
      message: `The certificate of ${host} is one of another host.`,
      why: 'The name in the kubeconfig is none that the certificate has.',
      remedy: 'Look at the address of the server in the kubeconfig, and at what DNS makes of it.',
    }),
  ],
};

const isTls = (code: string): boolean => /^(EPROTO|ERR_SSL_|ERR_TLS_|CERT_)/.test(code);

/** The error for a request that nobody answered. */
export function unanswered(fault: TransportFault, server: URL): LiveError {
  const known = Object.hasOwn(BY_CODE, fault.code) ? BY_CODE[fault.code] : undefined;
  if (known) return new LiveError(known[0], known[1](server.host));
  if (fault.code === 'HEADER') {
    return new LiveError('kubeconfig', {
      message: `The token of this context cannot be sent to ${server.host}.`,
      why: 'It has a character in it that no header may have, such as the end of a line.',
      remedy: 'Write it again without; secrets of CI often end with an empty line.',
    });
  }
  const words = redacted(fault.message);
  return isTls(fault.code)
    ? new LiveError('tls', {
        message: `There is no secure connection to ${server.host}.`,
        why: words,
        remedy: 'Look whether the address and its port are those of the API server.',
      })
    : new LiveError('unreachable', { message: `The server ${server.host} did not answer.`, why: words, remedy: WAY });
}

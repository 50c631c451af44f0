import { isRecord, pointer, quote, type Unchecked } from '../core/json';
import { isTenantKind, TENANT_API, type TenantKind } from '../core/model/kind';
import { kindSince, kindsOf } from '../core/platform/kinds';
import type { PlatformProfile } from '../core/platform/profile';
import { shortRelease } from '../core/platform/release';
import { nearest } from '../core/suggest';
import { operatorKindOf } from './operator-kinds';

const [GROUP, VERSION] = TENANT_API.split('/') as [string, string];

/** What an object is to a tenant: one of the kinds that are judged, one that no API has, or neither. */
export type Recognised =
  | { readonly is: 'judged'; readonly kind: TenantKind; readonly value: Unchecked }
  | {
      readonly is: 'nowhere';
      readonly code: 'HK1507' | 'HK6002';
      readonly pointer: string;
      readonly message: string;
      readonly remedy: string;
    }
  | { readonly is: 'other' };

const OTHER: Recognised = { is: 'other' };
const noSuchApi = (message: string, remedy: string): Recognised => ({
  is: 'nowhere',
  code: 'HK1507',
  pointer: '/apiVersion',
  message,
  remedy,
});

/** Tells what a document, or an item of a List, is. It never throws, whatever the document holds. */
export function recognise(value: unknown, profile: PlatformProfile): Recognised {
  if (Array.isArray(value)) return value.some((item) => isOurs(item, profile)) ? LIST : OTHER;
  if (!isRecord(value)) return OTHER;
  const { apiVersion, kind } = value;
  if (apiVersion === undefined && kind === undefined) return misspelt(value);
  const [group, version] = groupAndVersion(apiVersion);
  if (group === GROUP && !profile.isCozystack) return withoutTenants(profile);
  if (group === GROUP) {
    if (!isTenantKind(kind)) return ofOurGroup(kind, profile);
    if (version === VERSION) return { is: 'judged', kind, value };
    const message = version === '' ? `${GROUP} is no version of an API.` : `${GROUP} has no version ${quote(version)}.`;
    return noSuchApi(message, `Write ${TENANT_API}.`);
  }
  if (!isTenantKind(kind)) return OTHER;
  if (apiVersion === undefined || apiVersion === null || apiVersion === '') {
    return noSuchApi(`The object of the kind ${kind} has no apiVersion.`, `Write ${TENANT_API}.`);
  }
  // The core group has none of these kinds, and a number or a list is no group at all. Under another group the same word
  // may well be somebody else's kind, unless the group is plainly meant to be this one.
  if (group !== '' && nearest(group, [GROUP]) === undefined) return OTHER;
  return noSuchApi(`No API ${quote(apiVersion)} has the kind ${kind}.`, `Did you mean "${TENANT_API}"?`);
}

const isOurs = (item: unknown, profile: PlatformProfile): boolean =>
  operatorKindOf(item) !== undefined || recognise(item, profile).is !== 'other';

const withoutTenants = (profile: PlatformProfile): Recognised => ({
  is: 'nowhere',
  code: 'HK6002',
  pointer: '/apiVersion',
  message: `There are no tenants on ${profile.title}, and no API ${GROUP}.`,
  remedy: 'Judge it with the profile of the platform that it is for, such as `--profile hikube`.',
});

const LIST: Recognised = {
  is: 'nowhere',
  code: 'HK1507',
  pointer: '',
  message: 'A list of objects is no object, and kubectl does not read it.',
  remedy: 'Separate the objects with "---", or make them the items of a `kind: List`.',
};

/** Neither key is there: perhaps no manifest at all, or one whose keys have another case. */
function misspelt(value: Unchecked): Recognised {
  const api = Object.keys(value).find((key) => key.toLowerCase() === 'apiversion');
  const kind = Object.keys(value).find((key) => key.toLowerCase() === 'kind');
  const isMeant =
    (api !== undefined && String(value[api]).startsWith(`${GROUP}/`)) ||
    (kind !== undefined && isTenantKind(value[kind]));
  const key = api ?? kind;
  if (!isMeant || key === undefined) return OTHER;
  const right = key === api ? 'apiVersion' : 'kind';
  return {
    is: 'nowhere',
    code: 'HK1507',
    pointer: pointer(key),
    message: `The key ${quote(key)} is not ${right}, so kubectl takes this for no object.`,
    remedy: `Write ${right}.`,
  };
}

function groupAndVersion(apiVersion: unknown): readonly [group: string, version: string] {
  if (typeof apiVersion !== 'string') return ['', ''];
  const slash = apiVersion.indexOf('/');
  if (slash >= 0) return [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
  // Without a slash it is a version of the core group; but a version has no dots, so this is a group without version.
  return apiVersion.includes('.') ? [apiVersion, ''] : ['', apiVersion];
}

function ofOurGroup(kind: unknown, profile: PlatformProfile): Recognised {
  const known = kindsOf(profile.release);
  if (typeof kind === 'string' && known.includes(kind)) return OTHER;
  const since = typeof kind === 'string' ? kindSince(kind) : undefined;
  const meant = typeof kind === 'string' ? nearest(kind, known) : undefined;
  // An operator can add kinds to the API, so a word that is near to none of the platform's may be one of those.
  if (typeof kind === 'string' && kind !== '' && since === undefined && meant === undefined) return OTHER;
  const missing = kind === undefined || kind === null || kind === '';
  let remedy = 'Write the kind, such as Kubernetes.';
  if (since) remedy = `Platform ${shortRelease(since)} is the first to have it.`;
  else if (meant !== undefined) remedy = `Did you mean "${meant}"?`;
  return {
    is: 'nowhere',
    code: 'HK1507',
    pointer: '/kind',
    message: missing ? 'The object has no kind.' : `${profile.title} has no kind ${quote(kind)}.`,
    remedy,
  };
}

import { formatIssue } from '../../core/issue';
import type { ObjectInputs } from '../object-inputs';
import { asProviderError, ProviderError } from './errors';
import { obstacles } from './existing';
import { faultsOf, objectIn, profileOf } from './inputs';
import { issuesOf } from './judge';
import { propertyPath } from './property-path';
import type { CheckFailure, CheckResult, Properties } from './protocol';
import { disturbances, refusals, type Refusal } from './refusals';
import type { Session } from './session';
import { clean, plain, settled } from './values';

/**
 * Whether some inputs can become an object, and whether the change from the old ones is one that may be made: the rules
 * of the library, what the change does, and on creation what is there already. It never throws, and it only reads.
 */
export async function check(olds: Properties, news: Properties, session: Session): Promise<CheckResult> {
  let failures: CheckFailure[];
  try {
    failures = await failuresOf(plain(olds), plain(news), session);
  } catch (error) {
    failures = [{ property: '', reason: asProviderError(error).message }];
  }
  return { inputs: clean({ ...news }), failures };
}

async function failuresOf(olds: unknown, news: unknown, session: Session): Promise<CheckFailure[]> {
  const failures = (found: readonly Refusal[]): CheckFailure[] =>
    found.map(({ pointer, text }) => ({ property: propertyPath(pointer, news), reason: text }));
  const faults = faultsOf(news);
  if (faults.length > 0) return failures(faults);
  const { hikube: directives } = news as ObjectInputs;
  const object = objectIn(news)!;
  let profile;
  try {
    profile = profileOf(directives);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [{ property: 'hikube.profile', reason: error.message }];
  }
  const issues = issuesOf(object, directives, profile).map((issue) => ({
    pointer: issue.pointer ?? '',
    text: formatIssue(issue),
  }));
  const before = objectIn(olds);
  if (before) {
    const after = settled(object, before);
    const refused = [...issues, ...refusals(before, after, { directives, profile })];
    if (refused.length === 0)
      for (const line of disturbances(before, after, { directives, profile })) session.say(line);
    return failures(refused);
  }
  if (issues.length > 0) return failures(issues);
  return failures(await obstacles(object, directives, profile, session));
}

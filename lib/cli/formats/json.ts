import type { FileIssue } from '../judge';
import type { Format } from './format';
import { visibleJson } from './visible';

/** Data as text, the same for every run; no control character of somebody's file reaches a terminal by it. */
export const jsonText = (data: unknown): string => `${visibleJson(JSON.stringify(data, null, 2))}\n`;

/** For programs. What was acknowledged is named only where there is something. */
export const jsonFormat: Format = ({ issues, acknowledged, summary }) =>
  jsonText({ issues: issues.map(inOrder), ...(acknowledged.length > 0 && { acknowledged }), summary });

const inOrder = ({ code, severity, message, why, remedy, object, pointer, source }: FileIssue): object => ({
  code,
  severity,
  message,
  why,
  remedy,
  object,
  pointer,
  source,
});

import { ruleOf } from '../../core/check/catalogue';
import type { ObjectReference } from '../../core/issue';
import { byCodeUnit } from '../../core/json';
import type { FileIssue } from '../judge';
import type { Format, FormatContext } from './format';
import { jsonText } from './json';

/** SARIF 2.1.0, which code scanning takes. The rules are those that were broken. */
export const sarifFormat: Format = ({ issues }, context) => {
  const codes = [...new Set(issues.map(({ code }) => code))].sort(byCodeUnit);
  const index = new Map(codes.map((code, i) => [code, i]));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'hikube', version: context.version, rules: codes.map(ruleObject) } },
        columnKind: 'utf16CodeUnits',
        results: issues.map((issue) => resultObject(issue, index.get(issue.code)!, context)),
      },
    ],
  });
};

function ruleObject(code: string): object {
  const { title, why, remedy, severity } = ruleOf(code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: remedy },
    defaultConfiguration: { level: severity },
  };
}

function resultObject(issue: FileIssue, ruleIndex: number, { fromRoot }: FormatContext): object {
  const { code, severity, message, why, remedy, object, pointer, source } = issue;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: [message, why, remedy].filter(Boolean).join(' ') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(fromRoot(source.file)) },
          region: { startLine: source.line, startColumn: source.column },
        },
        ...(object && { logicalLocations: [logicalLocation(object)] }),
      },
    ],
    ...(pointer !== undefined && { properties: { pointer } }),
  };
}

const logicalLocation = ({ kind, namespace, name }: ObjectReference): object => ({
  name,
  fullyQualifiedName: [kind, namespace, name].filter(Boolean).join('/'),
  kind: 'object',
});

/** A path as a URI reference. Every part is encoded by itself: a colon in the first would make it a scheme. */
function uriOf(file: string): string {
  const encoded = file
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}

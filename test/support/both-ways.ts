import { ApiObject, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { judge } from '../../lib/cli/judge';
import { collectIssues } from '../../lib/constructs/validation';
import { factsOf } from '../../lib/core/check/catalogue';
import { inventory, type Issue, type PlatformProfile } from 'hikube-constructs';

const told = ({ code, object }: Issue): string => `${code} ${object?.kind}/${object?.namespace}/${object?.name}`;
const isShared = (code: string): boolean => factsOf(code)?.only === undefined;

/** The codes that a program gets at its objects, apart from those that only programs can get, and the accepted ones. */
export function codesOfProgram(root: IConstruct): string[] {
  return [
    ...new Set(
      collectIssues(root, { lateIsFault: true })
        .filter(({ code }) => isShared(code))
        .map(told),
    ),
  ].sort();
}

/** The objects of a program as the text that cdk8s would write of them, whether it is refused or not. */
export function yamlOf(root: IConstruct): string {
  const objects = root.node.findAll().filter((construct) => construct instanceof ApiObject);
  return Yaml.stringify(...objects.map((object) => object.toJson() as unknown));
}

/** The codes that the same objects get as YAML; warnings that annotations accept count as well. */
export function codesOfYaml(yaml: string, profile: PlatformProfile): string[] {
  const { issues } = judge([{ name: 'program.yaml', bytes: Buffer.from(yaml) }], { profile });
  return [...new Set(issues.map(told))].sort();
}

/** The codes that a program accepts. */
export const acceptedBy = (root: IConstruct): string[] =>
  [...new Set(inventory(root).acknowledged.map(({ code }) => code))].sort();

import type { IConstruct } from 'constructs';
import type { Issue } from '../../core/issue';
import type { ProvingPass } from './proving-pass';

/** What the checks ask an objective. */
export interface JudgedObjective extends IConstruct {
  /** What is wrong with it, or not met. */
  judge(pass: ProvingPass): Issue[];
}

const objectives = new WeakMap<IConstruct, JudgedObjective[]>();

/** The objectives of a tree. */
export const objectivesOf = (root: IConstruct): readonly JudgedObjective[] => objectives.get(root) ?? [];

/** Takes in an objective to be judged with its tree. */
export function enrolObjective(objective: JudgedObjective): void {
  const { root } = objective.node;
  const known = objectives.get(root);
  if (known) known.push(objective);
  else objectives.set(root, [objective]);
}

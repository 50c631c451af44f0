import { Construct, type IConstruct } from 'constructs';
import { HikubeError, type Issue } from '../../core/issue';
import { instance, list, optional, text, type Shapes } from '../../core/props';
import type { Memo } from '../../core/resilience/examine';
import { explain, type Explanation } from '../../core/resilience/explain';
import { availability, hasFigure, type Availability, type Probabilities } from '../../core/resilience/availability';
import type { Objective, Requirement } from '../../core/resilience/objective';
import { prove } from '../../core/resilience/prove';
import type { ObjectiveReport, Verdict } from '../../core/resilience/verdict';
import { verdictKindOf } from '../../core/resilience/verdict-kind';
import type { BasisFact } from '../../core/resilience/contract/basis';
import type { System } from '../../core/resilience/system';
import type { RegionTopology } from '../../core/topology/topology';
import { declareNoun, factsOf } from '../noun';
import { PlatformChart } from '../platform/platform-chart';
import { TenantChart } from '../tenant-chart';
import { freshScope, issueOfFault, nearestAbove, pathOf, programIssue, refuse } from '../wiring';
import { Assume } from './assume';
import { ContractFacts } from './contract-facts';
import { Declared } from './declared';
import { Failure } from './failure';
import { enrolObjective, type JudgedObjective } from './judged-objective';
import { toldOf } from './told';
import { ProvingPass } from './proving-pass';
import { Require } from './require';
import { systemOf, type DeclaredSystem } from './system-of';

/** Which verdicts refuse the program. */
export type FailOn = 'unknown' | 'refuted' | 'never';

/** What an objective takes. */
export interface ResilienceObjectiveProps {
  /** What may happen, each by itself. */
  readonly survive: readonly Failure[];
  /** What has to hold then, all of it. */
  readonly require: readonly Require[];
  /** What is taken to be so, by name and with the reason; every report lists it. @default nothing */
  readonly assume?: readonly Assume[];
  /**
   * Which verdict refuses the program: `unknown` takes nothing but a proof, `refuted` lets pass what may go well, `never`
   * only reports.
   *
   * @default unknown
   */
  readonly failOn?: FailOn;
  /** What the platform is known or promised to do. @default ContractFacts.hikube(), or .cozystack() on another profile */
  readonly facts?: ContractFacts;
}

const SHAPES: Shapes<ResilienceObjectiveProps> = {
  survive: list(instance(Failure, 'Failure.regions(1)')),
  require: list(instance(Require, 'Require.etcdQuorum(ring)')),
  assume: optional(list(instance(Assume, "Assume.freeCapacity('agreed with Hikube, ticket 4711')"))),
  failOn: optional(text({ oneOf: ['unknown', 'refuted', 'never'] })),
  facts: optional(instance(ContractFacts, 'ContractFacts.hikube()')),
};

const REMEDY =
  "Write `new ResilienceObjective(chart, 'one-region', { survive: [Failure.regions(1)], require: [Require.etcdQuorum(etcd)] })`.";

/** An objective and what became of it. */
export interface JudgedResult {
  /** What it was judged of. */
  readonly system: System;
  /** Where everything that it rests on comes from. */
  readonly basis: readonly BasisFact[];
  readonly topology: RegionTopology;
  readonly report: ObjectiveReport;
}

/**
 * What a system is to survive, and what has to hold then. It is judged whenever the tree is, over every placement that the
 * schedulers may choose: at synth and in a preview, and what is not met refuses the program.
 */
export class ResilienceObjective extends Construct implements JudgedObjective {
  private readonly props: Partial<ResilienceObjectiveProps>;
  private readonly chart: TenantChart | PlatformChart;

  /** @throws HikubeError HK1001 outside of a TenantChart or a PlatformChart */
  public constructor(scope: Construct, id: string, props: ResilienceObjectiveProps) {
    const parent = freshScope('ResilienceObjective', scope, id, REMEDY);
    const chart = nearestAbove(parent, isPlaneChart);
    if (!chart) refuse('HK1001', pathOf(parent, id), 'A ResilienceObjective stands in no chart of a plane.', REMEDY);
    super(parent, id);
    this.chart = chart;
    const plane = chart instanceof TenantChart ? 'tenant' : 'platform';
    this.props = declareNoun(this, 'ResilienceObjective', SHAPES, props, plane);
    enrolObjective(this);
  }

  /** Which verdicts refuse the program. */
  public get failOn(): FailOn {
    return this.props.failOn ?? 'unknown';
  }

  /**
   * What the system does under it.
   *
   * @throws HikubeError HK7010 to HK7012 where there is nothing to be judged
   */
  public prove(): JudgedResult {
    return this.proveIn(new ProvingPass());
  }

  /**
   * The cheapest changes of the program, and facts to learn, that would have it proven; nothing where none was found.
   *
   * @throws HikubeError HK7010 to HK7012 where there is nothing to be judged
   */
  public explain(): readonly Explanation[] {
    return this.here(() => {
      const { system, objective } = this.caseIn(new ProvingPass());
      return explain(system, objective);
    });
  }

  /**
   * How likely it is that a requirement does not hold at a moment, from the best to the worst placement, by the
   * probabilities of your own and nobody else's: for the quorum of a ring, for an API and for volumes that take writes.
   *
   * @param probabilities how likely it is that a region, and a machine, is down
   * @throws HikubeError HK7014 for what is no probability, or a requirement that there is no figure for
   */
  public availability(probabilities: Probabilities): readonly (Availability & { readonly require: Requirement })[] {
    return this.here(() => {
      const { system, objective } = this.caseIn(new ProvingPass());
      const all = objective.require;
      const some = all.filter(({ check, phase }) => hasFigure(check) && phase === 'instant');
      return (some.length > 0 ? some : all).map((require) => ({
        require,
        ...availability(system, require, probabilities),
      }));
    });
  }

  /** What is wrong with it, or not met; the checks of the tree ask it. */
  public judge(pass: ProvingPass): Issue[] {
    // Those are told of with the props of all others.
    if (factsOf(this)!.faults.length > 0) return [];
    try {
      return this.here(() => {
        const { system, objective } = this.caseIn(pass);
        if (!this.unmet(verdictKindOf(system, objective, memoOf(pass)))) return [];
        return [toldOf(this.node.path, this.proveIn(pass).report, system, objective)];
      });
    } catch (error) {
      if (!(error instanceof HikubeError)) throw error;
      return [...error.issues];
    }
  }

  /** What it comes to for the prover. @internal */
  public caseIn(pass: ProvingPass): { readonly system: System; readonly objective: Objective } {
    return { system: this.system(pass).system, objective: this.objective };
  }

  /** The same, with what is known of others already. @internal */
  public proveIn(pass: ProvingPass): JudgedResult {
    return this.here(() => {
      const { system, basis } = this.system(pass);
      const report = prove(system, this.objective, memoOf(pass));
      return { system, basis: basis(), topology: this.topology, report };
    });
  }

  /**
   * What comes of some work, with its issues told of this objective; refused for props that are none, of which the rest
   * would only speak in other words.
   */
  private here<T>(work: () => T): T {
    const { path } = this.node;
    const { faults } = factsOf(this)!;
    if (faults.length > 0) throw new HikubeError(faults.map((fault) => issueOfFault(fault, path)));
    try {
      return work();
    } catch (error) {
      if (!(error instanceof HikubeError)) throw error;
      throw new HikubeError(error.issues.map((issue) => ({ ...issue, construct: path })));
    }
  }

  private system(pass: ProvingPass): DeclaredSystem {
    const facts = this.props.facts ?? ContractFacts.ofProfile(this.chart.profile);
    const declared = pass.once(this.topology, facts.data, () => new Declared(this.topology, facts));
    this.checkParts();
    const groups = (this.props.survive ?? []).flatMap(({ group }) => group ?? []);
    return systemOf(
      (this.props.require ?? []).map(({ part }) => part),
      declared,
      groups,
    );
  }

  /** What stands elsewhere is not lost with these regions. */
  private checkParts(): void {
    for (const { part } of this.props.require ?? []) {
      const chart = nearestAbove(part, isPlaneChart);
      if (part.node.root === this.node.root && chart?.topology === this.topology) continue;
      const where = part.node.root === this.node.root ? 'stands in other regions' : 'is of another app';
      const message = `The objective asks of "${part.node.path}", which ${where} than the objective.`;
      const remedy = 'Ask it in the chart of the part, and give charts that belong together one topology.';
      throw new HikubeError([programIssue('HK7012', this.node.path, message, remedy)]);
    }
  }

  private get topology(): RegionTopology {
    const { topology } = this.chart;
    if (topology) return topology;
    const message = 'The chart of the objective has no topology, so there are no regions to lose.';
    throw new HikubeError([
      programIssue('HK7010', this.node.path, message, 'Write `topology: RegionTopology.hikube()` on the chart.'),
    ]);
  }

  private get objective(): Objective {
    const { survive = [], require = [], assume = [] } = this.props;
    return {
      name: this.node.path,
      survive: survive.map(({ data }) => data),
      require: require.map(({ data }) => data),
      assume: assume.map(({ data }) => data),
    };
  }

  private unmet(kind: Verdict['kind']): boolean {
    const { failOn } = this;
    return kind !== 'proven' && failOn !== 'never' && (kind === 'refuted' || failOn === 'unknown');
  }
}

const memoOf = (pass: ProvingPass): Memo => pass.once('memo', '', (): Memo => new Map());

const isPlaneChart = (construct: IConstruct): construct is TenantChart | PlatformChart =>
  TenantChart.isTenantChart(construct) || PlatformChart.isPlatformChart(construct);

import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { acknowledge } from '../core/check/acknowledge';
import { checkAmong } from '../core/check/check';
import { Together } from '../core/check/together';
import { formatIssue, sortIssues, type Issue } from '../core/issue';
import { read, type Reading } from '../core/read/read';
import { acceptedAt, issuesOfAcknowledgements, withoutAccepted, type Acknowledgement } from './acknowledge';
import { issuesOfContradictions, saidBy } from './chart-facts';
import { chartsOf, type JudgedChart } from './judged-chart';
import { issuesOfTwins, objectsOf, type JudgedObject } from './judged-objects';
import { factsOf } from './noun';
import { issuesOfOperator, platformChartsOf } from './platform/judged-platform';
import { objectivesOf } from './resilience/judged-objective';
import { ProvingPass } from './resilience/proving-pass';
import { isTenantObject } from './tenant-object';
import {
  issuesFound,
  issuesOfContract,
  issuesOfContractChart,
  issuesOfOthers,
  issuesOfProps,
  issuesOfRegions,
  withStrictness,
  written,
} from './tree-issues';

/** How a tree is judged. */
interface JudgementOptions {
  /** Whether a value that arrives late is a fault, as it is for a backend that writes files. */
  readonly lateIsFault: boolean;
}

/**
 * Judges a tree: all of it at once, or piece by piece as it grows and as its values arrive, each by itself and together with
 * all that was there before. Nothing is told twice.
 */
export class Judgement {
  private readonly objects = new Map<IConstruct, JudgedObject>();
  private readonly owners = new Map<Reading, JudgedObject>();
  private readonly together = new Together();
  private readonly others = new Map<IConstruct, unknown>();
  /** By place and code: parts of a tree share what is accepted above them. */
  private readonly accepted = new Map<string, Acknowledgement>();
  private readonly told = new Set<string>();

  public constructor(
    private readonly root: IConstruct,
    private readonly options: JudgementOptions,
  ) {}

  /** What is wrong with a part of the tree that was made just now, and what is wrong since it is there. */
  public add(part: IConstruct): Issue[] {
    const charts = chartsOf(this.root);
    const constructs = part.node.findAll();
    const chartOf = (construct: IConstruct): JudgedChart | undefined =>
      charts.find((chart) => construct.node.scopes.includes(chart));
    const around = chartOf(part);
    const looks = around
      ? [objectsOf(around, constructs, this.options)]
      : charts.map((chart) => objectsOf(chart, chart.node.findAll(), this.options));
    const fresh = looks.flatMap(({ objects }) => objects);
    for (const object of fresh) this.take(object);
    // Those above may have come since the last part.
    const above = part.node.scopes.slice(0, -1);
    for (const one of acceptedAt([...above, ...constructs])) this.accepted.set(`${one.path} ${one.code}`, one);
    const own = constructs.flatMap((construct) => {
      const across = factsOf(construct)?.across ?? [];
      const chart = across.length > 0 ? chartOf(construct) : undefined;
      return [
        ...issuesOfProps(construct),
        ...(chart ? [...issuesOfRegions(construct, chart.topology), ...issuesOfContract(construct, chart)] : []),
      ];
    });
    const others = around
      ? []
      : [
          ...issuesOfOthers(this.root, charts, (object) => this.write(object)),
          ...issuesOfTwins(charts),
          ...issuesOfOperator(this.root),
        ];
    return this.open([
      ...own,
      ...others,
      ...issuesOfContradictions(charts),
      ...charts.flatMap((chart) => [...issuesOfContractChart(chart)]),
      ...looks.flatMap(({ issues }) => issues),
      ...this.found(fresh),
      ...this.unmet(part),
    ]);
  }

  /** The objectives of a part of the tree that are not met. */
  private unmet(part: IConstruct): Issue[] {
    const pass = new ProvingPass();
    const own = objectivesOf(this.root).filter(({ node }) => node.scopes.includes(part));
    return own.flatMap((objective) => objective.judge(pass));
  }

  /** An object as it was written when it was judged; nothing for one that could not be written, or is new. */
  public manifestOf(object: IConstruct): unknown {
    return this.objects.get(object)?.manifest ?? this.others.get(object);
  }

  /** What is wrong with an object now that its late values are known. */
  public arrive(object: IConstruct, manifest: unknown): Issue[] {
    const known = this.objects.get(object);
    if (!known || !isTenantObject(object)) return [];
    const now = { ...known, reading: read(object.tenantKind, manifest, object.profile) };
    this.owners.delete(known.reading);
    this.together.delete(known.reading);
    this.take(now);
    return this.open(this.found([now]));
  }

  private write(object: ApiObject): unknown {
    const manifest = written(object);
    this.others.set(object, manifest);
    return manifest;
  }

  private take(object: JudgedObject): void {
    this.objects.set(object.object, object);
    this.owners.set(object.reading, object);
    this.together.add(object.reading);
  }

  private found(fresh: readonly JudgedObject[]): Issue[] {
    const { owners } = this;
    const readings = fresh.map(({ reading }) => reading);
    const found = checkAmong(this.together, readings, {
      program: (reading) => owners.get(reading)!.ours,
      tenants: saidBy(chartsOf(this.root)),
    });
    return [...issuesFound(acknowledge(found, readings).open, (reading) => owners.get(reading)!)];
  }

  /** The issues that nobody accepted and nobody was told of. */
  private open(issues: readonly Issue[]): Issue[] {
    const charts = chartsOf(this.root);
    const accepted = [...this.accepted.values()];
    // What a value that is not known yet will be found to be is not known either, so an acceptance may still meet it.
    const unused = this.options.lateIsFault ? issuesOfAcknowledgements(accepted, issues) : [];
    const known = [...withoutAccepted(accepted, issues), ...unused];
    const all = [...charts, ...platformChartsOf(this.root)];
    const open = sortIssues(known.map((issue) => withStrictness(issue, all)));
    const fresh = open.filter((issue) => !this.told.has(formatIssue(issue)));
    fresh.forEach((issue) => this.told.add(formatIssue(issue)));
    return fresh;
  }
}

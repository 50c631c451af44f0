import type { ProgramRule } from '../rule';

const SETUP = `const app = new App();
const swiss = RegionTopology.hikube();
const chart = new TenantChart(app, 'production', { namespace: 'tenant-acme', topology: swiss, modules: { etcd: true } });
const etcd = new EtcdRing(chart, 'etcd', { members: 3 });
`;
const SYNTH = '\napp.synthYaml();';
const goal = (props: string): string => `${SETUP}new ResilienceObjective(chart, 'goal', { ${props} });${SYNTH}`;
const MACHINE = 'survive: [Failure.node()], require: [Require.etcdQuorum(etcd)]';
const REGION = 'survive: [Failure.regions(1)], require: [Require.etcdQuorum(etcd)]';
const SPREAD = "assume: [Assume.fact('etcd.spread', 'agreed with the operator, ticket 4711')]";
const ENTRY =
  "fact: 'etcd.spread', is: { rule: 'zone', maxSkew: 1 }, text: 'Members are kept apart.', date: '2026-11-22'";
const facts = (entry: string): string => `ContractFacts.of({ format: 1, platform: 'Acme', facts: [{ ${entry} }] });`;
const APART = `ContractFacts.hikube().with({ fact: 'etcd.spread', is: { rule: 'perRegion', most: 1 }, text: 'One member for each region.', source: 'ticket 4711', date: '2026-11-22', trust: 'promised' })`;
const RULES = 'etcd v3.6, faq; LINBIT/drbd 7d3945b, calc_quorum; kubernetes, podtopologyspread/filtering.go';

/** What only a program that says what it survives can get wrong. */
export const RESILIENCE_PROGRAM_RULES: readonly Omit<ProgramRule, 'only'>[] = [
  {
    code: 'HK7002',
    severity: 'error',
    title: 'An objective that is refuted',
    why: 'However the schedulers place it, something that is to be survived breaks something that is required.',
    remedy: 'Change the program as the remedy of the issue says, or require less.',
    source: RULES,
    example: {
      fails: goal('survive: [Failure.regions(3)], require: [Require.etcdQuorum(etcd)]'),
      passes: goal(MACHINE),
    },
  },
  {
    code: 'HK7003',
    severity: 'error',
    title: 'An objective that is not proven',
    why: 'Some placements survive and some do not, or something is not known of the platform: nobody has promised the good case.',
    remedy: "Ask for the fact that is missing and assume it by name, change the program, or write `failOn: 'refuted'`.",
    source: RULES,
    example: { fails: goal(REGION), passes: goal(`${REGION}, ${SPREAD}`) },
  },
  {
    code: 'HK7010',
    severity: 'error',
    title: 'A system that contradicts itself',
    why: 'Nothing can be said of what survives in it.',
    remedy: 'Say each thing once, of parts and regions that are there.',
    source: 'docs/resilience.md',
    example: {
      fails: goal(MACHINE).replace(', topology: swiss', ''),
      passes: goal(MACHINE),
    },
  },
  {
    code: 'HK7011',
    severity: 'error',
    title: 'A part that can stand nowhere',
    why: 'If nothing can be placed, everything would seem to be survived.',
    remedy: 'Give it more regions, fewer copies, or a wider rule.',
    source: 'docs/resilience.md',
    example: {
      fails: goal(`${MACHINE}, facts: ${APART}`).replace('members: 3', 'members: 5'),
      passes: goal(MACHINE),
    },
  },
  {
    code: 'HK7012',
    severity: 'error',
    title: 'An objective about what is not there',
    why: 'What is asked has to be about something that is there, and what is assumed about something that is open.',
    remedy: 'Name a failure, a requirement, and facts that a report names.',
    source: 'docs/resilience.md',
    example: { fails: goal(`${MACHINE}, assume: [Assume.fact('etcd.sprad', 'a guess')]`), passes: goal(MACHINE) },
  },
  {
    code: 'HK7013',
    severity: 'error',
    title: 'A contract of facts that is none',
    why: 'What is proven rests on it, so every entry has to say what it is, and where it comes from.',
    remedy: 'Write entries with fact, text, source and date, and with is and trust what is known.',
    source: 'docs/resilience.md',
    example: {
      fails: facts(`${ENTRY}, trust: 'promised', source: ''`),
      passes: facts(`${ENTRY}, trust: 'promised', source: 'ticket 4711'`),
    },
  },
  {
    code: 'HK7014',
    severity: 'error',
    title: 'A probability that is none',
    why: 'A figure of availability is worth what goes into it: probabilities of your own, between 0 and 1.',
    remedy: 'Write how likely it is that a region, or a machine, is down at any moment.',
    source: 'docs/resilience.md',
    example: {
      fails: `${SETUP}const goal = new ResilienceObjective(chart, 'goal', { ${MACHINE} });
goal.availability({ region: 1.5 });`,
      passes: `${SETUP}const goal = new ResilienceObjective(chart, 'goal', { ${MACHINE} });
goal.availability({ region: 0.001 });`,
    },
  },
];

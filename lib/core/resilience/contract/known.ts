import type { ContractData, ContractFact } from './facts';

const CHART = 'cozystack v1.1.2 and v1.6.2';
const DATE = '2026-11-22';

/** What the public code of the platform does, whoever runs it. */
const OF_THE_CODE: readonly ContractFact[] = [
  {
    fact: 'controlPlane.spread',
    is: { rule: 'none' },
    text: 'The API servers of a cluster stand wherever there is room: the chart passes no rule to Kamaji, and Kamaji adds none.',
    source: `${CHART}, packages/apps/kubernetes/templates; clastix/kamaji ddbabd8`,
    date: DATE,
    trust: 'source code',
  },
  {
    fact: 'workers.maxUnhealthy',
    is: '50%',
    text: 'Machines of a group are replaced while at most half of them, rounded down, are unhealthy.',
    source: `${CHART}, packages/apps/kubernetes/templates, MachineHealthCheck`,
    date: DATE,
    trust: 'source code',
  },
  {
    fact: 'volumes.eviction',
    is: false,
    text: 'Copies of lost machines are not made again by themselves: Piraeus switches LINSTOR’s eviction off.',
    source: 'piraeus-operator v2.6, AutoEvictAllowEviction',
    date: DATE,
    trust: 'source code',
  },
];

const unanswered = (source: string, facts: Readonly<Record<string, string>>): ContractFact[] =>
  Object.entries(facts).map(([fact, text]) => ({ fact, text, source, date: DATE }));

const OPERATORS = 'the values of whoever runs the platform';

/** What nobody knows of a platform but who runs it. */
const OF_THE_OPERATOR: Readonly<Record<string, string>> = {
  'etcd.spread':
    'Whether the members of a ring are kept apart: the chart’s own rule is over machines, and only a wish.',
  'workers.spread':
    'Whether machines are kept apart: only if the platform’s spread is set, which by default it is not.',
  'A-CAP': 'Whether a region has room for what another loses.',
  'A-LABELS': 'Whether every node says at which site it stands.',
  'A-ENDPOINT': 'Whether the address of an API server moves to another region.',
  'A-L2SPAN': 'Whether the address of an ingress moves to another region.',
};

/** Cozystack, of which nothing is known but its code. */
export const COZYSTACK: ContractData = {
  format: 1,
  platform: 'Cozystack',
  facts: [...OF_THE_CODE, ...unanswered(OPERATORS, OF_THE_OPERATOR)],
};

const HIKUBE_DOCS = 'HidoraSwiss/hikube-public-doc 1da2526, which does not say';

/** Hikube: its public documents name three regions and three classes, and promise nothing of where anything stands. */
export const HIKUBE: ContractData = {
  format: 1,
  platform: 'Hikube',
  facts: [
    ...OF_THE_CODE,
    ...unanswered(HIKUBE_DOCS, OF_THE_OPERATOR),
    ...unanswered(HIKUBE_DOCS, {
      'volumes.replicated.copies': 'How many copies a volume of class replicated has.',
      'volumes.replicated.spread': 'Whether the copies of class replicated stand in regions of their own.',
      'volumes.replicated.protocol': 'Whether a write to class replicated waits for the other copies.',
      'volumes.replicated-async.copies': 'How many copies a volume of class replicated-async has.',
      'volumes.replicated-async.spread': 'Whether the copies of class replicated-async stand in regions of their own.',
    }),
    {
      fact: 'volumes.replicated-async.protocol',
      is: 'A',
      text: 'A write to class replicated-async does not wait for the other copies.',
      source: 'HidoraSwiss/hikube-public-doc 1da2526, storage classes of clusters',
      date: DATE,
      trust: 'documented',
    },
  ],
};

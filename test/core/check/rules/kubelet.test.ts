import {
  HIKUBE,
  LATE,
  PLATFORM_1_6,
  cluster,
  cluster16,
  findings,
  group,
  group16,
  places,
  type Judged,
} from './support';

const one = (kubelet: object | undefined, changes: object = {}): Judged =>
  cluster16({ nodeGroups: { web: group16({ kubelet, ...changes }) } });
const at = (key: string): string => `/spec/nodeGroups/web/kubelet/${key}`;

describe('HK2302: eviction thresholds', () => {
  const evict = (evictionHardMemory?: unknown, evictionSoftMemory?: unknown): Judged =>
    one({ evictionHardMemory, evictionSoftMemory });

  it.each([
    ['5%', '8%'],
    ['0.5%', '0.6%'],
    ['0.1%', '100%'],
    ['9.99%', undefined],
    [undefined, '7.1%'],
    ['200Mi', '500Mi'],
    ['500Mi', '1Gi'],
    ['100', '1k'],
    [undefined, undefined],
  ])('may be %s and %s', (hard, soft) => {
    expect(findings('HK2302', evict(hard, soft), PLATFORM_1_6)).toEqual([]);
  });

  it.each([[undefined], [LATE], [5]])('are not judged where the kubelet is %p', (kubelet) => {
    expect(findings('HK2302', cluster16({ nodeGroups: { web: group16({ kubelet }) } }), PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    ['10%', '500Mi', '"10%" and soft at "500Mi"', 'evictionHardMemory'],
    ['500Mi', '10%', '"500Mi" and soft at "10%"', 'evictionHardMemory'],
    ['500Mi', undefined, '"500Mi" and soft at "10%" (the default)', 'evictionHardMemory'],
    [undefined, '500Mi', '"7%" (the default) and soft at "500Mi"', 'evictionSoftMemory'],
  ])('are of one kind, not %s and %s', (hard, soft, both, key) => {
    expect(findings('HK2302', evict(hard, soft), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(key),
        message: `Node group "web" evicts hard at ${both}; the two are not of one kind.`,
        remedy: 'Write both as percentages, or both as sizes.',
      },
    ]);
  });

  it.each([
    ['8%', '5%', '"8%" and soft at "5%"', 'evictionHardMemory'],
    ['8%', '8.0%', '"8%" and soft at "8.0%"', 'evictionHardMemory'],
    ['10%', undefined, '"10%" and soft at "10%" (the default)', 'evictionHardMemory'],
    [undefined, '7%', '"7%" (the default) and soft at "7%"', 'evictionSoftMemory'],
    ['1Gi', '500Mi', '"1Gi" and soft at "500Mi"', 'evictionHardMemory'],
    ['1Gi', '1024Mi', '"1Gi" and soft at "1024Mi"', 'evictionHardMemory'],
    ['100%', '20%', '"100%" and soft at "20%"', 'evictionHardMemory'],
  ])('have the hard one below, not %s and %s', (hard, soft, both, key) => {
    expect(findings('HK2302', evict(hard, soft), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(key),
        message: `Node group "web" evicts hard at ${both}; hard has to be below soft.`,
        remedy: 'Lower the hard threshold or raise the soft one.',
      },
    ]);
  });

  it.each([
    ['0%', '10%', '0%', 'evictionHardMemory'],
    ['0.0%', '10%', '0.0%', 'evictionHardMemory'],
    ['5%', '100.1%', '100.1%', 'evictionSoftMemory'],
    ['101%', '102%', '101%', 'evictionHardMemory'],
  ])('are above 0 and at most 100, not %s and %s', (hard, soft, outside, key) => {
    expect(findings('HK2302', evict(hard, soft), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(key),
        message: `Node group "web" evicts at "${outside}"; a percentage has to be above 0 and at most 100.`,
        remedy: 'Write a percentage above 0 and at most 100.',
      },
    ]);
  });

  it('may be 100 %', () => {
    expect(findings('HK2302', evict('99%', '100%'), PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    ['', '500Mi', ['the two are not of one kind']],
    ['', '', []],
    ['5%', '', []],
  ])('that are empty, as %p and %p, are the defaults', (hard, soft, said) => {
    const messages = findings('HK2302', evict(hard, soft), PLATFORM_1_6).map(({ message }) => message);
    expect(messages).toHaveLength(said.length);
    said.forEach((words, i) => expect(messages[i]).toContain(words));
  });

  it.each([
    [LATE, '500Mi'],
    ['200Mi', LATE],
    ['12%', LATE],
    [5, '500Mi'],
  ])('that are not known, as %p and %p, are not judged', (hard, soft) => {
    const kubelet = { evictionHardMemory: hard, evictionSoftMemory: soft };
    expect(findings('HK2302', cluster16({ nodeGroups: { web: group16({ kubelet }) } }), PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    ['x5%', '10%', 'x5%', 'evictionHardMemory'],
    ['5%%', '10%', '5%%', 'evictionHardMemory'],
    ['5.%', '10%', '5.%', 'evictionHardMemory'],
    ['.5%', '10%', '.5%', 'evictionHardMemory'],
    ['5', '10%x', '10%x', 'evictionSoftMemory'],
    ['%', '10%', '%', 'evictionHardMemory'],
    ['much', 'more', 'much', 'evictionHardMemory'],
    ['-5Mi', '500Mi', '-5Mi', 'evictionHardMemory'],
    ['500m', '500Mi', '500m', 'evictionHardMemory'],
  ])('are percentages or sizes, not %s and %s', (hard, soft, strange, key) => {
    expect(findings('HK2302', evict(hard, soft), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(key),
        message: `Node group "web" evicts at "${strange}", which is neither a percentage nor a size.`,
        remedy: 'Write a percentage such as "7%", or a size such as "500Mi".',
      },
    ]);
  });

  it('are judged in each group', () => {
    const wrong = group16({ kubelet: { evictionHardMemory: '90%' } });

    expect(places('HK2302', cluster16({ nodeGroups: { a: wrong, b: group16(), c: wrong } }), PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/a/kubelet/evictionHardMemory',
      '/spec/nodeGroups/c/kubelet/evictionHardMemory',
    ]);
  });
});

describe.each([
  ['systemReservedMemory', 'memory such as "256Mi"'],
  ['kubeReservedMemory', 'memory such as "256Mi"'],
  ['systemReservedCpu', 'CPU such as "100m"'],
  ['kubeReservedCpu', 'CPU such as "100m"'],
])('HK2303: %s', (key, wanted) => {
  const memory = key.endsWith('Memory');
  const SOUND = memory
    ? ['1', '256Mi', '0.5Gi', '10.25Mi', '1e6', '1E+6', '12e-1', '300000k', '1M', '256Ki', '1G', '12e6']
    : ['1m', '100m', '1', '0.5', '12', '10.25'];
  const BROKEN = memory
    ? ['0', '0Mi', '0.0', '0e3', '-1Mi', '+1Mi', '.5Gi', '1.Gi', '100m', '256 Mi', '256MB', 'x1', '1x', 'Mi', '1ee6']
    : ['0', '0m', '0.0', '-1', '.5', '1.', '1.5m', '100Mi', '1 m', 'x1m', '1mx', 'x1', '1x', 'm', '1k'];

  it.each(SOUND)('may be "%s"', (written) => {
    expect(findings('HK2303', one({ [key]: written }), PLATFORM_1_6)).toEqual([]);
  });

  it.each(BROKEN)('is not "%s"', (written) => {
    expect(findings('HK2303', one({ [key]: written }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: at(key),
        message: `Node group "web" has "${written}" for ${key}.`,
        remedy: `Write ${wanted}.`,
      },
    ]);
  });

  it.each(['', LATE, 1, undefined])('is not judged where it is %p', (written) => {
    expect(findings('HK2303', one({ [key]: written }), PLATFORM_1_6)).toEqual([]);
  });

  it('is judged in each group', () => {
    const wrong = group16({ kubelet: { [key]: 'x' } });

    expect(places('HK2303', cluster16({ nodeGroups: { a: wrong, b: group16(), c: wrong } }), PLATFORM_1_6)).toEqual([
      `/spec/nodeGroups/a/kubelet/${key}`,
      `/spec/nodeGroups/c/kubelet/${key}`,
    ]);
  });
});

describe('HK2304: what is left of a machine', () => {
  const LOWER = 'Lower the reservations, or take a larger machine.';
  const memory = (size: string, kubelet?: object): Judged =>
    one(kubelet, { instanceType: '', resources: { cpu: 4, memory: size } });
  const cpu = (cores: number, kubelet?: object): Judged =>
    one(kubelet, { instanceType: '', resources: { cpu: cores, memory: '16Gi' } });
  const message = (words: string): string => `Node group "web" keeps ${words} that a machine has.`;

  it.each([
    ['written reservations and eviction', '4Gi', ['1Gi', '1Gi', '2047Mi'], ['1Gi', '1Gi', '2Gi']],
    ['a reservation of the system', '100Gi', ['72Gi', '20Gi', '7%'], ['73Gi', '20Gi', '7%']],
    ['a reservation of the kubelet', '100Gi', ['20Gi', '72Gi', '7%'], ['20Gi', '73Gi', '7%']],
    ['a percentage', '100Gi', ['40Gi', '40Gi', '19.9%'], ['40Gi', '40Gi', '20%']],
    ['the standard eviction of 7 %', '100Gi', ['50Gi', '42Gi', ''], ['50Gi', '43Gi', '']],
  ])('takes %s into account', (_, size, below, equal) => {
    const keep = ([systemReservedMemory, kubeReservedMemory, evictionHardMemory]: string[]): object => ({
      systemReservedMemory,
      kubeReservedMemory,
      evictionHardMemory,
    });

    expect(findings('HK2304', memory(size, keep(below)), PLATFORM_1_6)).toEqual([]);
    expect(findings('HK2304', memory(size, keep(equal)), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/kubelet',
        message: message(`${equal[0]} and ${equal[1]} of memory and evicts at ${equal[2] || '7%'}, of the ${size}`),
        remedy: LOWER,
      },
    ]);
  });

  it.each([
    ['never less than 256Mi', '1000Mi', '256Mi'],
    ['256Mi of 5120Mi', '5120Mi', '256Mi'],
    ['257Mi of 5140Mi', '5140Mi', '257Mi'],
    ['819Mi of 16Gi', '16Gi', '819Mi'],
    ['819Mi of almost 16400Mi', '17196645000', '819Mi'],
    ['never more than 1Gi', '20500Mi', '1024Mi'],
    ['1Gi of much', '512Gi', '1024Mi'],
  ])('keeps 5 % by default, %s', (_, size, kept) => {
    const [finding] = findings('HK2304', memory(size, { evictionHardMemory: '1Ti' }), PLATFORM_1_6);

    expect(finding!.message).toContain(` keeps ${kept} and ${kept} of memory and evicts at 1Ti, `);
  });

  it('keeps by default what is written as an empty text', () => {
    const empty = { systemReservedMemory: '', kubeReservedMemory: '', systemReservedCpu: '', kubeReservedCpu: '' };

    expect(findings('HK2304', memory('16Gi', { ...empty, evictionHardMemory: '14746Mi' }), PLATFORM_1_6)).toMatchObject(
      [{ message: message('819Mi and 819Mi of memory and evicts at 14746Mi, of the 16Gi') }],
    );
    expect(findings('HK2304', memory('16Gi', { ...empty, evictionHardMemory: '14745Mi' }), PLATFORM_1_6)).toEqual([]);
  });

  it.each([
    ['never less than 50m', 1, '50m'],
    ['100m of 2', 2, '100m'],
    ['never more than 500m', 10, '500m'],
    ['500m of many', 64, '500m'],
  ])('keeps 5 % of the CPU by default, %s', (_, cores, kept) => {
    const most = `${cores * 1000 - Number(kept.slice(0, -1))}m`;
    const less = `${cores * 1000 - Number(kept.slice(0, -1)) - 1}m`;

    expect(findings('HK2304', cpu(cores, { systemReservedCpu: less }), PLATFORM_1_6)).toEqual([]);
    expect(findings('HK2304', cpu(cores, { systemReservedCpu: most }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/kubelet',
        message: message(`${most} and ${kept} of CPU, of the ${cores}`),
        remedy: LOWER,
      },
    ]);
    expect(findings('HK2304', cpu(cores, { kubeReservedCpu: less }), PLATFORM_1_6)).toEqual([]);
    expect(findings('HK2304', cpu(cores, { kubeReservedCpu: most }), PLATFORM_1_6)).toMatchObject([
      { message: message(`${kept} and ${most} of CPU, of the ${cores}`) },
    ]);
  });

  it('says both of memory and of CPU, in each group', () => {
    const wrong = group16({ kubelet: { systemReservedMemory: '9Gi', kubeReservedCpu: '2' } });

    expect(
      findings('HK2304', cluster16({ nodeGroups: { a: wrong, b: group16(), c: wrong } }), PLATFORM_1_6),
    ).toMatchObject([
      {
        pointer: '/spec/nodeGroups/a/kubelet',
        message: 'Node group "a" keeps 9Gi and 409Mi of memory and evicts at 7%, of the 8Gi that a machine has.',
      },
      {
        pointer: '/spec/nodeGroups/a/kubelet',
        message: 'Node group "a" keeps 100m and 2 of CPU, of the 2 that a machine has.',
      },
      { pointer: '/spec/nodeGroups/c/kubelet' },
      { pointer: '/spec/nodeGroups/c/kubelet' },
    ]);
  });

  it('is nothing of the smallest instance type, whatever is written', () => {
    expect(findings('HK2304', one(undefined, { instanceType: 'u1.nano' }), PLATFORM_1_6)).toMatchObject([
      {
        pointer: '/spec/nodeGroups/web/instanceType',
        message: message('256Mi and 256Mi of memory and evicts at 7%, of the 512Mi'),
      },
    ]);
    expect(places('HK2304', one({}, { instanceType: 'u1.nano' }), PLATFORM_1_6)).toEqual([
      '/spec/nodeGroups/web/kubelet',
    ]);
  });

  it.each([
    ['the size is not known', one({ systemReservedMemory: '1Ti' }, { instanceType: 'm5.large' })],
    ['the type comes late', one({ systemReservedMemory: '1Ti' }, { instanceType: LATE })],
    ['a reservation of memory is no quantity', one({ systemReservedMemory: 'x', kubeReservedMemory: '1Ti' })],
    ['the other is none', one({ systemReservedMemory: '1Ti', kubeReservedMemory: 'x' })],
    ['the threshold is none', one({ systemReservedMemory: '1Ti', evictionHardMemory: 'x' })],
    ['a reservation of CPU is none', one({ systemReservedCpu: 'x', kubeReservedCpu: '99' })],
    ['the other is none', one({ systemReservedCpu: '99', kubeReservedCpu: 'x' })],
  ])('is not judged where %s', (_, judged) => {
    expect(findings('HK2304', judged, PLATFORM_1_6)).toEqual([]);
  });

  it('is judged whatever the number of machines', () => {
    const judged = one({ systemReservedMemory: '9Gi' }, { minReplicas: LATE, maxReplicas: LATE });

    expect(findings('HK2304', judged, PLATFORM_1_6)).toHaveLength(1);
    expect(findings('HK2304', one({ systemReservedMemory: '9Gi' }, { maxReplicas: 9 }), PLATFORM_1_6)).toHaveLength(1);
  });
});

describe('the rules over the kubelet', () => {
  it.each(['HK2302', 'HK2303', 'HK2304'])('are silent before 1.6: %s', (code) => {
    const kubelet = { evictionHardMemory: '99%', systemReservedMemory: '0' };
    const judged = cluster({ nodeGroups: { md0: group({ instanceType: 'u1.nano', kubelet }) } });

    expect(findings(code, judged, HIKUBE)).toEqual([]);
  });
});

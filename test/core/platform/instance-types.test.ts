import { COZYSTACK_1_1, COZYSTACK_1_6, HIKUBE } from '../../../lib/core/platform/instance-types';
import { Quantity } from '../../../lib/core/quantity';

const MEBIBYTE = 1024n ** 2n;
const mebibytes = (memory: string): number => Number((Quantity.parse(memory) ?? Quantity.ZERO).toBigInt() / MEBIBYTE);

/** Virtual CPUs and GiB of memory. */
const DOCUMENTED_BY_HIKUBE: readonly (readonly [string, number, number])[] = [
  ['s1.small', 1, 2],
  ['s1.medium', 2, 4],
  ['s1.large', 4, 8],
  ['s1.xlarge', 8, 16],
  ['s1.3large', 12, 24],
  ['s1.2xlarge', 16, 32],
  ['s1.3xlarge', 24, 48],
  ['s1.4xlarge', 32, 64],
  ['s1.8xlarge', 64, 128],
  ['u1.medium', 1, 4],
  ['u1.large', 2, 8],
  ['u1.xlarge', 4, 16],
  ['u1.2xlarge', 8, 32],
  ['u1.4xlarge', 16, 64],
  ['u1.8xlarge', 32, 128],
  ['m1.large', 2, 16],
  ['m1.xlarge', 4, 32],
  ['m1.2xlarge', 8, 64],
  ['m1.4xlarge', 16, 128],
  ['m1.8xlarge', 32, 256],
];

const SHIPPED_BY_COZYSTACK: readonly (readonly [string, number, number])[] = [
  ['u1.nano', 1, 0.5],
  ['u1.micro', 1, 1],
  ['u1.small', 1, 2],
  ['u1.medium', 1, 4],
  ['u1.2xmedium', 2, 4],
  ['u1.large', 2, 8],
  ['u1.xlarge', 4, 16],
  ['u1.2xlarge', 8, 32],
  ['u1.4xlarge', 16, 64],
  ['u1.8xlarge', 32, 128],
  ['m1.large', 2, 16],
  ['m1.8xlarge', 32, 256],
  ['cx1.medium', 1, 2],
  ['cx1.8xlarge', 32, 64],
  ['gn1.xlarge', 4, 16],
  ['gn1.8xlarge', 32, 128],
  ['n1.medium', 4, 4],
  ['n1.large', 4, 8],
  ['n1.8xlarge', 64, 128],
  ['o1.nano', 1, 0.5],
  ['o1.8xlarge', 32, 128],
  ['rt1.micro', 1, 1],
  ['rt1.8xlarge', 32, 128],
];

const seriesOf = (types: object): string[] =>
  [...new Set(Object.keys(types).map((name) => name.split('.')[0]!))].sort();

describe('the instance types of Hikube', () => {
  it.each(DOCUMENTED_BY_HIKUBE)('%s has %d vCPU and %d GiB', (name, cpu, gibibytes) => {
    expect(HIKUBE[name]).toEqual({ cpu, memory: `${gibibytes}Gi` });
  });

  it('are these and no others', () => {
    expect(Object.keys(HIKUBE).sort()).toEqual(DOCUMENTED_BY_HIKUBE.map(([name]) => name).sort());
  });

  it.each([
    ['s1', 2],
    ['u1', 4],
    ['m1', 8],
  ])('have in series %s %d GiB for each vCPU', (series, ratio) => {
    const sizes = Object.entries(HIKUBE).filter(([name]) => name.startsWith(`${series}.`));
    expect(sizes.filter(([, { cpu, memory }]) => mebibytes(memory) !== cpu * ratio * 1024)).toEqual([]);
  });
});

describe('the instance types of the platform', () => {
  it.each(SHIPPED_BY_COZYSTACK)('%s has %d vCPU and %d GiB', (name, cpu, gibibytes) => {
    const { memory, ...rest } = COZYSTACK_1_1[name] ?? { cpu: 0, memory: '0' };
    expect([rest, mebibytes(memory)]).toEqual([{ cpu }, gibibytes * 1024]);
  });

  it.each([['o1'], ['rt1'], ['gn1'], ['d1']])('have in series %s the sizes of u1', (series) => {
    const sizes = Object.entries(COZYSTACK_1_6).filter(([name]) => name.startsWith(`${series}.`));
    expect(sizes).not.toEqual([]);
    expect(sizes.map(([, size]) => size)).toEqual(
      sizes.map(([name]) => COZYSTACK_1_6[name.replace(`${series}.`, 'u1.')]),
    );
  });

  it('come in seven series at 1.1', () => {
    expect(seriesOf(COZYSTACK_1_1)).toEqual(['cx1', 'gn1', 'm1', 'n1', 'o1', 'rt1', 'u1']);
  });

  it("have no series of Hikube's own at any release", () => {
    expect([COZYSTACK_1_1, COZYSTACK_1_6].map((types) => seriesOf(types).includes('s1'))).toEqual([false, false]);
  });

  it('lose none from 1.1 to 1.6', () => {
    expect(COZYSTACK_1_6).toMatchObject(COZYSTACK_1_1);
  });

  it.each([
    ['cx1', 2],
    ['m1', 8],
    ['gn1', 4],
  ])('have in series %s %d GiB for each vCPU', (series, ratio) => {
    const sizes = Object.entries(COZYSTACK_1_6).filter(([name]) => name.startsWith(`${series}.`));
    expect(sizes.filter(([, { cpu, memory }]) => mebibytes(memory) !== cpu * ratio * 1024)).toEqual([]);
  });

  it.each([
    ['Hikube', HIKUBE],
    ['1.1', COZYSTACK_1_1],
    ['1.6', COZYSTACK_1_6],
  ])('have whole CPUs and a whole number of mebibytes (%s)', (_, types) => {
    const odd = Object.values(types).filter(
      ({ cpu, memory }) => !Number.isInteger(cpu) || cpu < 1 || !/^\d+[MG]i$/.test(memory),
    );
    expect(odd).toEqual([]);
  });
});

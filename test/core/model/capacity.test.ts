import fc from 'fast-check';
import { addCapacity, groupCapacity, NO_CAPACITY, type Capacity } from '../../../lib/core/model/capacity';
import type { NodeGroupSpec } from '../../../lib/core/model/node-group';

const TYPES = { 'm1.large': { cpu: 2, memory: '16Gi' } };
const group = (parts: NodeGroupSpec = {}): NodeGroupSpec => ({
  minReplicas: 1,
  maxReplicas: 3,
  instanceType: 'm1.large',
  ...parts,
});

const readable = (capacity: Capacity | undefined): object | undefined =>
  capacity && { ...capacity, cpu: String(capacity.cpu), memory: String(capacity.memory) };

const ofRange = (spec: NodeGroupSpec): readonly unknown[] => {
  const range = groupCapacity(spec, TYPES);
  return [readable(range?.min), readable(range?.max)];
};

describe('groupCapacity', () => {
  it('is the size of the machines, as often as there are any', () => {
    expect(ofRange(group())).toEqual([
      { nodes: 1, cpu: '2', memory: '16Gi', gpus: 0 },
      { nodes: 3, cpu: '6', memory: '48Gi', gpus: 0 },
    ]);
  });

  it('may be nothing', () => {
    expect(ofRange(group({ minReplicas: 0, maxReplicas: 0 }))).toEqual([
      { nodes: 0, cpu: '0', memory: '0', gpus: 0 },
      { nodes: 0, cpu: '0', memory: '0', gpus: 0 },
    ]);
  });

  it('counts every GPU of every machine', () => {
    const gpus = [{ name: 'nvidia.com/H100_94GB' }, { name: 'nvidia.com/H100_94GB' }];
    expect(ofRange(group({ gpus }))).toMatchObject([{ gpus: 2 }, { gpus: 6 }]);
  });

  it('is counted from explicit resources where there is no type', () => {
    const resources = { cpu: '3', memory: '1.5Gi' };
    expect(ofRange(group({ instanceType: '', resources }))).toMatchObject([
      { cpu: '3', memory: '1536Mi' },
      { cpu: '9', memory: '4608Mi' },
    ]);
  });

  it.each<[string, NodeGroupSpec]>([
    ['no minimum', { maxReplicas: 3, instanceType: 'm1.large' }],
    ['no maximum', { minReplicas: 1, instanceType: 'm1.large' }],
    ['an unknown type', group({ instanceType: 'x1.large' })],
    ['a type called like a method', group({ instanceType: 'toString' })],
    ['a type called __proto__', group({ instanceType: '__proto__' })],
    ['neither type nor resources', group({ instanceType: '' })],
    ['half of the resources', group({ instanceType: '', resources: { cpu: 4 } })],
    ['a memory that is none', group({ instanceType: '', resources: { cpu: 4, memory: '16GB' } })],
    ['nothing', {}],
  ])('is not known with %s', (_, spec) => {
    expect(groupCapacity(spec, TYPES)).toBeUndefined();
  });

  it('grows with the machines, each as large as the other', () => {
    fc.assert(
      fc.property(fc.nat(1000), (nodes) => {
        const min = groupCapacity(group({ minReplicas: nodes }), TYPES)?.min;
        expect([min?.cpu.toBigInt(), min?.memory.toBigInt()]).toEqual([BigInt(nodes) * 2n, BigInt(nodes) * 2n ** 34n]);
      }),
    );
  });
});

describe('addCapacity', () => {
  it('adds up each kind', () => {
    const range = groupCapacity(group({ gpus: [{ name: 'nvidia.com/H100_94GB' }] }), TYPES);
    expect(readable(range && addCapacity(range.min, range.max))).toEqual({
      nodes: 4,
      cpu: '8',
      memory: '64Gi',
      gpus: 4,
    });
  });

  it('changes nothing with no capacity', () => {
    const range = groupCapacity(group(), TYPES);
    expect(readable(range && addCapacity(NO_CAPACITY, range.max))).toEqual(readable(range?.max));
  });
});

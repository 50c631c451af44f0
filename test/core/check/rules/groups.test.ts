import {
  effectiveGroups,
  groupsOf,
  hasUnreadGroups,
  itemsOf,
  machineOf,
  mergesDefaultGroup,
} from '../../../../lib/core/check/rules/groups';
import { PlatformProfile } from '../../../../lib/core/platform/profile';
import { read, type Reading } from '../../../../lib/core/read/read';
import { LATE } from './support';

const HIKUBE = PlatformProfile.hikube();
const LATER = PlatformProfile.cozystack('1.6');
const reading = (nodeGroups: unknown, profile = HIKUBE): Reading<'Kubernetes'> =>
  read('Kubernetes', { spec: { nodeGroups } }, profile);
const LEFT_OUT = { instanceType: 'u1.large', resources: {} };

describe('the groups of a cluster', () => {
  it('are those that are written', () => {
    expect(groupsOf(reading({ a: {}, b: {} }).spec).map(([name]) => name)).toEqual(['a', 'b']);
    expect(groupsOf(reading(undefined).spec)).toEqual([]);
  });

  it('take what md0 leaves out from the platform, before 1.6', () => {
    expect(Object.fromEntries(effectiveGroups(reading({ md0: LEFT_OUT, web: LEFT_OUT })))).toEqual({
      md0: { minReplicas: 0, maxReplicas: 10, diskSize: '20Gi', roles: ['ingress-nginx'], ...LEFT_OUT },
      web: LEFT_OUT,
    });
    expect(Object.fromEntries(effectiveGroups(reading({ md0: LEFT_OUT }, LATER)))).toEqual({ md0: LEFT_OUT });
  });

  it('do not take what is written and not known, or not understood', () => {
    const md0 = { ...LEFT_OUT, minReplicas: LATE, roles: 'web', ephemeralStorage: '50GB' };
    expect(Object.fromEntries(effectiveGroups(reading({ md0 })))).toEqual({ md0: { maxReplicas: 10, ...LEFT_OUT } });
  });

  it('get another one before 1.6 only', () => {
    expect([mergesDefaultGroup(HIKUBE), mergesDefaultGroup(LATER)]).toEqual([true, false]);
  });

  it.each<[unknown, boolean]>([
    [{ web: { minReplicas: 1 } }, false],
    [{ web: { maxReplicas: LATE } }, false],
    [{ web: { minReplicas: LATE } }, true],
    [{ web: { minReplicas: 'two' } }, true],
    [{ web: LATE }, true],
    [LATE, true],
    [[], true],
    [{ web: { colour: 'red' } }, false],
    [{ web: { resources: { cpu: LATE } } }, false],
  ])('of %j are not all known: %p', (nodeGroups, unread) => {
    expect(hasUnreadGroups(reading(nodeGroups))).toBe(unread);
  });
});

describe('one machine of a group', () => {
  it.each<[object, string | undefined]>([
    [{ instanceType: 'u1.large' }, '2 CPU, 8Gi'],
    [{ instanceType: 'cx1.large' }, '2 CPU, 4Gi'],
    [{ instanceType: '', resources: { cpu: 4, memory: '6Gi' } }, '4 CPU, 6Gi'],
    [{ instanceType: 'u1.large', resources: {} }, '2 CPU, 8Gi'],
    [{ instanceType: 'u1.large', resources: { cpu: 4 } }, undefined],
    [{ instanceType: 'u1.large', resources: { memory: '6Gi' } }, undefined],
    [{ instanceType: 'x9.huge' }, undefined],
    [{}, undefined],
  ])('of %j has %s', (group, size) => {
    const machine = machineOf(group, HIKUBE);
    expect(machine && `${machine.cpu} CPU, ${machine.memory}`).toBe(size);
  });
});

describe('the items of a list', () => {
  it('keep their places where some are missing', () => {
    const list: string[] = ['a'];
    list[2] = 'c';
    expect(itemsOf(list)).toEqual([
      [0, 'a'],
      [2, 'c'],
    ]);
    expect(itemsOf(undefined)).toEqual([]);
  });
});

import { stringify } from 'yaml';
import { exampleClass } from '../../../lib/core/operator/rules/class-support';
import { satellites, SOUND_POOL } from '../../../lib/core/operator/rules/pool-read';
import { ring, SOUND_V1, SOUND_V2 } from '../../../lib/core/operator/rules/ring-samples';
import { folderWith, hikube } from '../support';
import { cluster, FakePlatform } from './fake-platform';

const yaml = (...objects: object[]): string => objects.map((object) => stringify(object)).join('---\n');
const between = (before: object[], after: object[], ...options: string[]): ReturnType<typeof hikube> =>
  hikube(
    ['diff', 'old', 'new', ...options],
    folderWith({ 'old/a.yaml': yaml(...before), 'new/a.yaml': yaml(...after) }),
  );

const two = exampleClass({ 'linstor.csi.linbit.com/placementCount': '2' });
const plain = (out: string): string => out.replace(/\s+/g, ' ');

describe('hikube diff between two folders of the operator’s plane', () => {
  it('ends with 0 where nothing differs', async () => {
    const all = [exampleClass(), SOUND_V2];
    expect(await between(all, [...all].reverse())).toEqual({
      code: 0,
      out: 'No difference in 2 objects. From old to new; no platform was asked.\n',
      err: '',
    });
  });

  it('ends with 3 where the API server would refuse it, and says the parameter', async () => {
    const { code, out } = await between([exampleClass()], [two]);
    expect(code).toBe(3);
    expect(out).toContain('~ StorageClass replicated  refused');
    expect(plain(out)).toContain(
      'HK5710 refused: The parameter "linstor.csi.linbit.com/placementCount" of the class would go from "3" to "2".',
    );
  });

  it('ends with 1 where it changes in place', async () => {
    const { code, out } = await between([exampleClass()], [exampleClass({}, { allowVolumeExpansion: false })]);
    expect([code, out]).toEqual([1, expect.stringContaining('HK5712 in place')]);
  });

  it('compares a class of another provisioner as well: what is fixed is fixed for all', async () => {
    const { out } = await between([exampleClass()], [exampleClass({}, { provisioner: 'ebs.csi.aws.com' })]);
    expect(plain(out)).toContain('The provisioner of the class would go from "linstor.csi.linbit.com"');
    expect(out).not.toContain('removed');
  });

  it('points at the place in the file', async () => {
    const [old, now] = ['data', 'nvme'].map((volumeGroup) =>
      satellites('gva', { zone: 'gva' }, [{ name: 'data', lvmThinPool: { volumeGroup, thinPool: 'thin' } }]),
    );
    const { out } = await between([old!], [now!], '--format', 'github');
    expect(out).toMatch(/::error file=new\/a.yaml,line=11,title=HK5721 LinstorSatelliteConfiguration gva::/);
  });

  it('knows two rings of one name under two APIs apart', async () => {
    const { out } = await between([SOUND_V1], [SOUND_V2]);
    expect(out).toMatch(/- EtcdCluster control-planes\/etcd[^]*HK5701/);
    expect(out).toMatch(/\+ EtcdCluster control-planes\/etcd[^]*HK5001/);
  });

  it('takes the namespace of the command where an object names none', async () => {
    const bare = (replicas: number): object => ({ ...ring(SOUND_V2, { replicas }), metadata: { name: 'etcd' } });
    const { out } = await between([bare(3)], [bare(5)], '-n', 'control-planes');
    expect(out).toMatch(/~ EtcdCluster control-planes\/etcd[^]*HK5745/);
  });

  it('says what the rules say against a new state', async () => {
    const odd = exampleClass({ 'linstor.csi.linbit.com/storagePol': 'data' });
    const { code, out } = await between([], [odd]);
    expect(code).toBe(3);
    expect(out).toMatch(/HK6\d{3} refused/);
  });

  it('compares nothing with the same object twice', async () => {
    const { code, err } = await between([exampleClass(), two], [two]);
    expect([code, err]).toEqual([2, expect.stringContaining('StorageClass "replicated" stands in')]);
  });

  it('passes over what is of neither plane, and what has no name', async () => {
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    const { out } = await between([exampleClass(), settings], [exampleClass({}, { metadata: {} }), settings]);
    expect(out).toContain('Passed over, of other kinds: ConfigMap/settings, StorageClass/.');
  });
});

describe('a command that speaks with a platform', () => {
  const both = { 'dist/a.yaml': cluster(), 'dist/b.yaml': yaml(two, satellites('gva', { zone: 'gva' }, [SOUND_POOL])) };

  it.each([[['diff', 'dist']], [['apply', 'dist', '--yes', '--wait', 'none']]])(
    'passes over what is the operator’s: %j',
    async (argv) => {
      const platform = new FakePlatform();
      const { out, err } = await platform.run(argv, folderWith(both));
      expect([...platform.objects.keys()].length).toBe(argv[0] === 'apply' ? 1 : 0);
      expect(out + err).toContain('StorageClass/replicated, LinstorSatelliteConfiguration/gva');
      expect(out).not.toMatch(/HK57|[~+-] StorageClass/);
      expect([...platform.objects.keys()].join()).not.toMatch(/storageclass|linstor/i);
    },
  );

  it('is not kept from its work by the same object of an operator twice', async () => {
    const folder = folderWith({ 'dist/a.yaml': `${cluster()}---\n${yaml(two, exampleClass())}` });
    expect((await new FakePlatform().run(['diff', 'dist'], folder)).code).toBe(1);
  });
});

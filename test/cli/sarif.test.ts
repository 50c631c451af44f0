import { ruleOf } from '../../lib/core/check/catalogue';
import { packageVersion } from '../../lib/cli/version';
import { FAILS, folderWith, hikube, ring, WARNS } from './support';

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly { id: string }[] };
      };
      readonly columnKind: string;
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
      }[];
    },
  ];
}

const sarif = async (files: Record<string, string>): Promise<Sarif> => {
  const { out } = await hikube(['check', '.', '--format', 'sarif'], folderWith(files));
  return JSON.parse(out) as Sarif;
};

describe('--format sarif', () => {
  it('is SARIF 2.1.0 of this tool', async () => {
    const { version, runs } = await sarif({ 'a.yaml': FAILS });

    expect(version).toBe('2.1.0');
    expect(runs).toHaveLength(1);
    expect(runs[0].tool.driver).toMatchObject({ name: 'hikube', version: packageVersion() });
    expect(runs[0].columnKind).toBe('utf16CodeUnits');
  });

  it('has each broken rule once, with what is said of it', async () => {
    const [{ tool, results }] = (
      await sarif({ 'a.yaml': FAILS, 'b.yaml': WARNS, 'c.yaml': ring('tenant-c', 9), 'd.yaml': 'a: "' })
    ).runs;
    const ids = tool.driver.rules.map(({ id }) => id);

    expect(ids).toEqual(['HK1002', 'HK1201', 'HK1501', 'HK4102']);
    for (const { ruleId, ruleIndex, level } of results) {
      expect(ids[ruleIndex]).toBe(ruleId);
      expect(level).toBe(ruleOf(ruleId).severity);
    }
    const { title, why, remedy } = ruleOf('HK4102');
    expect(tool.driver.rules[3]).toEqual({
      id: 'HK4102',
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: remedy },
      defaultConfiguration: { level: 'warning' },
    });
  });

  it('says where each issue is: in the file, in the object and in the cluster', async () => {
    const [{ results }] = (await sarif({ 'a.yaml': FAILS })).runs;

    expect(results).toEqual([
      {
        ruleId: 'HK1201',
        ruleIndex: 0,
        level: 'error',
        message: { text: expect.stringMatching(/^"replicasss" is not.*Did you mean "replicas"\?$/) as string },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 8, startColumn: 3 } },
            logicalLocations: [{ name: 'etcd', fullyQualifiedName: 'Etcd/tenant-acme/etcd', kind: 'object' }],
          },
        ],
        properties: { pointer: '/spec/replicasss' },
      },
    ]);
  });

  it('writes names of files as relative URIs', async () => {
    const [{ results }] = (await sarif({ 'a:b c%.yaml': 'a: "', 'ü/#?.yaml': 'a: "' })).runs;
    const uris = results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri);

    expect(uris).toEqual(['a%3Ab%20c%25.yaml', '%C3%BC/%23%3F.yaml']);
  });

  it('is as whole with nothing to say', async () => {
    const [{ tool, results }] = (await sarif({ 'a.yaml': ring() })).runs;

    expect([tool.driver.rules, results]).toEqual([[], []]);
  });
});

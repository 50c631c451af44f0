import { errorsOf, stepsOf } from './engine';
import { cluster, specOf } from './programs';
import { onTheEngine } from './stage';

/** A host that another resource of the program makes. */
const host = (value: string): string => `
class Zone extends pulumi.dynamic.Resource {
  constructor(name) {
    super({ create: async () => ({ id: name, outs: { host: '${value}' } }) }, name, { host: undefined });
  }
}
const zone = new Zone('zone');`;

const late = (value: string): string => cluster({ before: host(value), args: 'host: zone.host,' });

onTheEngine('a value that arrives late', (world) => {
  it('changes nothing about what the first preview lists, and is stored', async () => {
    const known = `${host('k8s.acme.example')}\nconst given = 'k8s.acme.example';`;
    const stack = await world.stack({ files: { 'index.js': cluster({ before: known, args: 'host: given,' }) } });
    const steps = stepsOf(await world.well(world.preview(stack)));
    stack.rewrite(late('k8s.acme.example'));
    expect(bySortedName(stepsOf(await world.well(world.preview(stack))))).toEqual(bySortedName(steps));

    await world.well(world.up(stack));
    expect(await world.stored('Kubernetes', 'web')).toEqual({ ...specOf(), host: 'k8s.acme.example' });
    await world.well(world.preview(stack, '--expect-no-changes'));
  });

  it('fails its resource by the same words where it breaks a rule', async () => {
    const stack = await world.stack({ files: { 'index.js': cluster({ args: "host: 'https://k8s.acme.example'," }) } });
    const early = await world.preview(stack);
    expect(early.code).not.toBe(0);
    const [said] = early.text.match(/HK\d{4}/)!;
    const sentence = early.text.match(/The host[^.]*\./)?.[0] ?? said;

    stack.rewrite(late('https://k8s.acme.example'));
    await world.well(world.preview(stack));
    const run = await world.up(stack);
    expect(run.code).not.toBe(0);
    expect(errorsOf(run)).toContain(said);
    expect(errorsOf(run)).toContain(sentence);
    expect(await world.objects()).toEqual([]);
  });
});

const bySortedName = (steps: ReturnType<typeof stepsOf>): string[] =>
  steps.map(({ op, type, name }) => `${op} ${type} ${name}`).sort();

import { Flux } from '../day-two/flux';
import { releases, startPlatform, type LoggedRequest } from '../harness';
import { openWorkshop, pulumiAvailability, type Workshop } from './toolchain';
import { World } from './world';

/** Tests on the real engine. The last of them looks at everything that the others asked for and printed. */
export function onTheEngine(what: string, tests: (world: World) => void): void {
  const other = releases().includes('1.1') ? undefined : 'these tests are about platform 1.1, which this run is not';
  const reason = pulumiAvailability() ?? other;
  if (reason !== undefined) {
    it(`${what}: not run here, as standard error says`, () => {
      process.stderr.write(`e2e: ${what}: ${reason}\n`);
    });
    return;
  }
  describe(what, () => {
    const world = new World();
    const seen: LoggedRequest[] = [];
    beforeAll(async () => {
      world.platform = await startPlatform({ release: '1.1' });
      world.workshop = openWorkshop();
    });
    beforeEach(async () => {
      await world.platform.clear();
      world.flux = new Flux(world.platform);
      world.awake = true;
      world.forget();
    });
    afterEach(async () => {
      seen.push(...(await world.requests()));
    });
    afterAll(async () => {
      // The set-up may have failed before either was there.
      (world.workshop as Workshop | undefined)?.stop();
      await world.platform.stop();
    });
    tests(world);

    it('never patched anything of the tenant, sent no dry run, and only read in previews', () => {
      expect(seen.length).toBeGreaterThan(5);
      expect(seen.filter(({ method, query }) => method === 'PATCH' || 'dryRun' in query)).toEqual([]);
      expect(world.inPreviews.filter(({ method }) => method !== 'GET')).toEqual([]);
    });

    it('never printed a stack of the library', () => {
      for (const { command, text } of world.told) {
        const frames = text.match(/(hikube-constructs\/build|\/lib\/pulumi|\/build\/pulumi)\S*/g) ?? [];
        expect([command, frames]).toEqual([command, []]);
      }
    });
  });
}

export default async function teardown(): Promise<void> {
  await Promise.all(globalThis.platforms.map((platform) => platform.stop()));
}

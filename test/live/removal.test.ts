import { TransportFault } from '../../lib/live/transport';
import { errorOf } from './support/errors';
import { apiOver, FakeTransport, inTurn, PATH, raw, REF, refuse, sendsNothingDangerous } from './support/fake-api';

const cut = () => {
  throw new TransportFault('ECONNRESET', true);
};

describe('removing', () => {
  const there = () => ({ json: raw() });
  const going = () => ({ json: raw({ deletionTimestamp: '2025-01-01T00:00:00Z' }) });
  const gone = () => refuse(404, 'NotFound', 'none');
  const done = () => ({ json: { kind: 'Status', status: 'Success' } });

  it('waits until it is gone, and tells what is still there', async () => {
    const told: number[] = [];
    const transport = new FakeTransport(inTurn('GET', there, going, going, gone), inTurn('DELETE', done));
    const removed = await apiOver(transport).remove(REF, { onProgress: ({ elapsed }) => told.push(elapsed) });

    expect(removed).toBe(true);
    expect(told).toEqual([0, 5000]);
  });

  it('asks for what it has read, in the background', async () => {
    const transport = new FakeTransport(inTurn('GET', there, gone), inTurn('DELETE', done));
    await apiOver(transport).remove(REF);

    expect(transport.sent[1]).toMatchObject({
      path: PATH,
      body: { kind: 'DeleteOptions', propagationPolicy: 'Background', preconditions: { uid: 'u1' } },
    });
  });

  it('says so when there was none', async () => {
    expect(await apiOver(new FakeTransport()).remove(REF)).toBe(false);
  });

  it('leaves another one of the same name alone', async () => {
    const transport = new FakeTransport(inTurn('GET', there));

    expect(await errorOf(apiOver(transport).remove(REF, { uid: 'u0' }))).toMatchObject({ kind: 'conflict' });
    expect(transport.methods).toEqual(['GET']);
  });

  it('is through when another one has taken its place', async () => {
    const transport = new FakeTransport(
      inTurn('GET', there, () => ({ json: raw({ uid: 'u2' }) })),
      inTurn('DELETE', done),
    );

    expect(await apiOver(transport).remove(REF)).toBe(true);
  });

  it('sends nothing when it is on its way already', async () => {
    const transport = new FakeTransport(inTurn('GET', going, gone));
    await apiOver(transport).remove(REF);

    expect(transport.methods).toEqual(['GET', 'GET']);
  });

  it('says what is still there when the time is over', async () => {
    const transport = new FakeTransport(inTurn('GET', there, going), inTurn('DELETE', done));
    const error = await errorOf(apiOver(transport).remove(REF, { timeout: 12_000 }));

    expect(error).toMatchObject({ kind: 'timeout' });
    expect(error.text).toMatch(/After 12 s, .*"web".* is still there.*being deleted since 2025/);
  });

  it('goes on waiting when the answer was lost and it is on its way', async () => {
    const transport = new FakeTransport(inTurn('GET', there, going, going, gone), inTurn('DELETE', cut));

    expect(await apiOver(transport).remove(REF)).toBe(true);
  });

  it('was not carried out when the answer was lost and nothing has changed', async () => {
    const transport = new FakeTransport(inTurn('GET', there), inTurn('DELETE', cut));

    expect(await errorOf(apiOver(transport).remove(REF))).toMatchObject({ outcome: 'notDone' });
    expect(transport.methods).toEqual(['GET', 'DELETE', 'GET']);
  });
});

sendsNothingDangerous();

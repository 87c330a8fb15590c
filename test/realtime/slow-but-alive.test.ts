import { setTimeout as pause } from 'node:timers/promises';
import { TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { RawSocket } from './raw-socket';

const KEEP_ALIVE_MS = 200;
const COUNT = 60;
const payload = { words: 'x'.repeat(200_000) };

describe('a client that leaves much untaken', () => {
  let app: TestApp;
  afterEach(() => app.close());

  /** It asks for far more than the server and the system keep for it, and takes none of it. */
  const behind = async (stuckMs: number): Promise<RawSocket> => {
    app = await TestApp.start({}, { socketTimes: { keepAliveMs: KEEP_ALIVE_MS }, stuckMs });
    const client = await RawSocket.ready(app);
    client.pause();
    for (let index = 0; index < COUNT; index += 1) client.send({ type: 'ping', payload });
    return client;
  };

  it('is not cut for the pings that wait behind that, and gets all of it', async () => {
    const client = await behind(60_000);
    await pause(10 * KEEP_ALIVE_MS);
    client.resume();
    await client.until(() => client.frames.length === COUNT + 1);
    expect(client.closed).toBeNull();
    client.socket.close();
  });

  it('is cut when it takes nothing for too long', async () => {
    const client = await behind(1_000);
    await eventually(async () => {
      const text = await (await fetch(`${app.url}/metrics`)).text();
      return /^rejoinder_sockets 0$/m.test(text);
    });
    client.resume();
    await client.until(() => client.closed !== null);
    expect(client.closed?.code).toBe(1006);
  });
});

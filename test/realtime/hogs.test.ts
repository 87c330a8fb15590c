import { once } from 'node:events';
import { connect } from 'node:net';
import { TestApp } from '../support/app';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const MAX_OPERATIONS = 100;

describe('a client that hogs the server', () => {
  it('cannot hold up its end by connections that send nothing, or half a request', async () => {
    const app = await TestApp.start();
    const { port } = new URL(app.url);
    const beginnings = [
      '',
      'POST /graphql HT',
      'POST /graphql HTTP/1.1\r\nContent-Length: 50\r\n\r\n{',
    ];
    const closed: Promise<unknown>[] = [];
    for (const beginning of beginnings) {
      const connection = connect(Number(port), 'localhost');
      connection.on('error', () => undefined).resume();
      closed.push(new Promise((resolve) => connection.on('close', resolve)));
      await once(connection, 'connect');
      connection.write(beginning);
    }
    await app.close();
    await Promise.all(closed);
  });

  it('has no more than 100 operations under way on a socket, which stays open', async () => {
    const app = await TestApp.start();
    const socket = await RawSocket.ready(app);
    for (let index = 0; index <= MAX_OPERATIONS; index += 1)
      socket.subscribe(`live ${index}`, operations.LivePublicFeed);
    const ofType = (type: string) => socket.frames.filter((frame) => frame.type === type);
    await socket.until(() => ofType('next').length === MAX_OPERATIONS);
    await socket.until(() => ofType('error').length === 1);
    expect(ofType('error')).toMatchObject([
      { id: `live ${MAX_OPERATIONS}`, payload: [{ extensions: { code: 'RATE_LIMITED' } }] },
    ]);
    expect(socket.closed).toBeNull();
    await app.close();
  });
});

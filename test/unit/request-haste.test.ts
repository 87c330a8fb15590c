import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { RequestEnds } from '../../src/server/http/request-ends';
import { RequestHaste } from '../../src/server/http/request-haste';
import { eventually } from '../support/eventually';

const REQUEST = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n';

describe('the haste of requests', () => {
  let hastes: number;
  let responses: ServerResponse[];
  let server: Server;
  let client: Socket;

  beforeEach(async () => {
    hastes = 0;
    responses = [];
    const hasten = () => {
      hastes += 1;
      return () => void (hastes -= 1);
    };
    const haste = new RequestHaste({ hasten }, new RequestEnds());
    server = createServer((request, response) => {
      haste.begin(request, response);
      responses.push(response);
    }).listen(0, 'localhost');
    await once(server, 'listening');
    client = connect((server.address() as AddressInfo).port, 'localhost');
    client.on('error', () => undefined);
  });
  afterEach(() => {
    client.destroy();
    server.close();
  });

  const send = async (count: number) => {
    client.write(REQUEST.repeat(count));
    await eventually(() => responses.length === count);
  };

  it('ends with each answer, on a connection that stays', async () => {
    await send(3);
    expect(hastes).toBe(3);
    for (const [index, response] of responses.entries()) {
      response.end('answer');
      await eventually(() => hastes === 2 - index);
    }
    expect(client.destroyed).toBe(false);
    client.destroy();
    await once(server.close(), 'close');
    expect(hastes).toBe(0);
  });

  it.each(['destroy', 'end'] as const)(
    'ends with a connection on which many answers wait behind the first (%s)',
    async (way) => {
      await send(20);
      expect(hastes).toBe(20);
      client[way]();
      if (way === 'end') responses[0]!.destroy();
      await eventually(() => hastes === 0);
      for (const response of responses) response.end();
      await once(server.close(), 'close');
      expect(hastes).toBe(0);
    },
  );
});

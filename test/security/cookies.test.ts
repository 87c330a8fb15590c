import { once } from 'node:events';
import {
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { text } from 'node:stream/consumers';
import WebSocket from 'ws';
import { RawSocket } from '../realtime/raw-socket';
import { PASSWORD, TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

/** Whatever a browser may send by itself says nothing of who is asking: no page can act for whoever visits it. */
describe('a cookie', () => {
  let app: TestApp;
  let ann: Member;
  let cookie: string;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    const values = [ann.token, `Bearer%20${ann.token}`];
    cookie = ['session', 'token', 'authorization', 'Authorization', 'sid', 'connect.sid']
      .flatMap((name) => values.map((value) => `${name}=${value}`))
      .join('; ');
  });
  afterAll(() => app.close());

  /** As a browser with those cookies sends it. */
  async function ask(
    path: string,
    { body, headers }: { body?: object; headers?: OutgoingHttpHeaders } = {},
  ): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
    const sent = request(`${app.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, 'content-type': 'application/json', ...headers },
    });
    sent.end(body && JSON.stringify(body));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const { statusCode: status = 0, headers: told } = response;
    return { status, headers: told, text: await text(response) };
  }

  it('signs nobody in over HTTP', async () => {
    const viewer = async (headers: OutgoingHttpHeaders) => {
      const answer = await ask('/graphql', { body: { query: operations.Viewer }, headers });
      return JSON.parse(answer.text).data.viewer;
    };
    expect(await viewer({})).toBeNull();
    expect(await viewer({ authorization: `Bearer ${ann.token}` })).not.toBeNull();
    expect((await ask('/export/me')).status).toBe(401);
    const input = { postUrl: 'https://blog.example/forged', body: 'Forged' };
    const forged = await ask('/graphql', {
      body: { query: operations.AddComment, variables: { input } },
    });
    expect(JSON.parse(forged.text).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('signs nobody in over a WebSocket', async () => {
    const viewerOf = async (by: Member | null) => {
      const socket = await RawSocket.ready(app, by, { client: { headers: { cookie } } });
      const [frame] = await socket.run('who', operations.Viewer);
      await socket.close();
      return frame.payload.data.viewer;
    };
    expect(await viewerOf(null)).toBeNull();
    expect(await viewerOf(ann)).not.toBeNull();
  });

  it('is set by no answer', async () => {
    const headers = { authorization: `Bearer ${ann.token}` };
    const join = { username: 'ben', email: 'ben@example.com', password: PASSWORD };
    const signIn = { identifier: 'ann', password: PASSWORD };
    const operation = (query: string, input: object) => ({ body: { query, variables: { input } } });
    const signedIn = await ask('/graphql', operation(operations.SignIn, signIn));
    expect(JSON.parse(signedIn.text).data.signIn.session.token).toEqual(expect.any(String));
    const answers = await Promise.all([
      ask('/graphql', operation(operations.Join, join)),
      ask('/graphql', operation(operations.SignIn, { ...signIn, password: 'no' })),
      ask('/graphql', { body: { query: operations.Viewer }, headers }),
      ask('/graphql', { body: { query: '{' } }),
      ask('/graphql', { headers: { accept: 'text/html' } }),
      ask('/export/me', { headers }),
      ...['/p/nothing', '/health/live', '/metrics', '/nowhere', '/%ff', '/'].map((path) =>
        ask(path),
      ),
    ]);
    for (const answer of [signedIn, ...answers])
      expect(answer.headers).not.toHaveProperty('set-cookie');
    const socket = new WebSocket(app.socketUrl, 'graphql-transport-ws', { headers: { cookie } });
    const [upgrade] = (await once(socket, 'upgrade')) as [IncomingMessage];
    expect(upgrade.headers).not.toHaveProperty('set-cookie');
    socket.terminate();
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { readConfig, type Config } from '../../src/config';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type Member } from '../support/app';
import { get, post } from '../support/http';
import { operations } from '../support/operations';

const EVIL = 'https://evil.example';
const FRIEND = 'https://blog.example';

/** Sends a text as it is. @returns what is answered until the connection ends */
async function exchange(port: number, hostname: string, sent: string): Promise<string> {
  const socket = connect(port, hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.write(sent);
  await once(socket, 'close');
  return answer;
}

describe('a browser', () => {
  let app: TestApp;
  const start = async (config: Partial<Config> = {}) => (app = await TestApp.start(config));
  afterEach(() => app.close());

  const ROUTES = ['/graphql', '/p/nothing', '/health/live', '/metrics', '/nowhere', '/%ff', '/'];

  it('may neither guess what an answer is, nor frame it, nor tell where it was read', async () => {
    await start();
    for (const path of ROUTES) {
      const response = await fetch(`${app.url}${path}`, { redirect: 'manual' });
      const headers = Object.fromEntries(response.headers);
      expect({ path, ...headers }).toMatchObject({
        path,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'.*frame-ancestors 'none'/,
        ),
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    }
  });

  it('keeps no answer of an operation', async () => {
    await start();
    const { headers } = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('comes by https alone where the server is reached by it', async () => {
    await start({ publicUrl: 'https://rejoinder.example' });
    const { headers } = await fetch(`${app.url}/health/live`);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  it('is told so by what is no request, too, and keeps none of it', async () => {
    await start({ isProduction: true, publicUrl: 'https://rejoinder.example' });
    const { hostname, port } = new URL(app.url);
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
    for (const [status, sent] of [
      [400, 'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
      [400, 'this is no request\r\n\r\n'],
      [431, `GET / HTTP/1.1\r\nHost: a\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`],
      [403, `GET /graphql HTTP/1.1\r\nHost: a\r\nOrigin: ${EVIL}\r\n${upgrade}\r\n`],
      [404, `GET /nowhere HTTP/1.1\r\nHost: a\r\n${upgrade}\r\n`],
    ] as const) {
      const answer = await exchange(Number(port), hostname, sent);
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      const [statusLine, ...lines] = head.toLowerCase().split('\r\n');
      expect(statusLine).toMatch(new RegExp(`^http/1.1 ${status} `));
      expect(lines).toEqual(
        expect.arrayContaining([
          'x-content-type-options: nosniff',
          'x-frame-options: deny',
          'referrer-policy: no-referrer',
          expect.stringMatching(/^content-security-policy: default-src 'none'/),
          'cache-control: no-store',
          'strict-transport-security: max-age=31536000',
          `content-length: ${body.length}`,
        ]),
      );
      if (!sent.includes('Upgrade'))
        expect(JSON.parse(body)).toEqual({
          errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
        });
    }
  });

  const sandboxPage = () => fetch(`${app.url}/graphql`, { headers: { accept: 'text/html' } });

  it('gets Apollo Sandbox in development, and what that loads', async () => {
    await start();
    const response = await sandboxPage();
    const text = await response.text();
    expect(text).toContain('embeddable-sandbox.umd.production.min.js');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const [, source] of text.matchAll(/<script[^>]* src="(https:\/\/[^/]+)/g))
      expect(policy).toContain(source);
    expect(policy).toContain('frame-src https://sandbox.embed.apollographql.com');
  });

  it('gets no Sandbox in production, unless it is set', async () => {
    const { hasSandbox, isProduction } = readConfig({ NODE_ENV: 'production' });
    await start({ hasSandbox, isProduction });
    const response = await sandboxPage();
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('sandbox');
    expect(readConfig({ NODE_ENV: 'production', SANDBOX: 'on' }).hasSandbox).toBe(true);
  });

  describe('on a page of another origin', () => {
    const production = () =>
      start({ isProduction: true, corsOrigins: [FRIEND], publicUrl: 'https://rejoinder.example' });
    const preflight = (origin: string) =>
      fetch(`${app.url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,authorization',
        },
      });

    it('may ask only where that is listed', async () => {
      await production();
      for (const origin of [FRIEND, 'https://rejoinder.example'])
        expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBe(origin);
      for (const origin of [
        ...[EVIL, 'null', `${FRIEND}.evil.example`, 'https://notblog.example'],
        ...['http://blog.example', `${FRIEND}:8080`, 'http://localhost:3000', `${EVIL}#${FRIEND}`],
        'https://studio.apollographql.com',
      ]) {
        const { headers } = await preflight(origin);
        expect([origin, headers.get('access-control-allow-origin')]).toEqual([origin, null]);
        expect(headers.get('access-control-allow-credentials')).toBeNull();
      }
    });

    it('may open a WebSocket only where that is listed', async () => {
      await production();
      for (const origin of [EVIL, 'null', `${FRIEND}.evil.example`, 'http://localhost:3000', 'x'])
        await expect(RawSocket.open(app, { origin })).rejects.toThrow('403');
      const socket = await RawSocket.open(app, { origin: FRIEND });
      await socket.close();
    });
  });

  describe('that is made to send something', () => {
    let ann: Member;
    const CHANGE = 'mutation { updateProfile(input: { about: "forged" }) { profile { about } } }';
    const unchanged = async () => {
      const { profile } = await app.data(operations.ProfilePage, { username: 'ann' });
      expect(profile.about).toBeNull();
    };

    beforeEach(async () => {
      await start();
      ann = await app.join('ann');
    });

    it.each([
      ['text/plain'],
      ['text/plain; charset=utf-8'],
      ['application/x-www-form-urlencoded'],
      ['multipart/form-data; boundary=x'],
      ['text/plain;application/json'],
      [''],
    ])('by a form or a simple POST as %j changes nothing', async (type) => {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': type,
          origin: EVIL,
          authorization: `Bearer ${ann.token}`,
          // Nor by the header that would say that a browser has asked.
          ...(type !== '' && { 'sec-fetch-site': 'cross-site' }),
        },
        body: JSON.stringify({ query: CHANGE }),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      await unchanged();
    });

    it('by a GET changes nothing, and reads nothing', async () => {
      for (const query of [CHANGE, '{ viewer { email } }']) {
        const sent = await get(app, { query }, { origin: EVIL });
        expect(sent.status).toBe(400);
        expect(sent.answer.data ?? null).toBeNull();
      }
      const asked = { 'apollo-require-preflight': 'true', authorization: `Bearer ${ann.token}` };
      expect((await get(app, { query: CHANGE }, asked)).status).toBe(405);
      await unchanged();
    });

    it('by parameters of the address of a POST changes nothing', async () => {
      const search = new URLSearchParams({ query: CHANGE }).toString();
      const response = await fetch(`${app.url}/graphql?${search}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ann.token}` },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      await unchanged();
    });

    it('several operations, or a subscription, by POST gets an error', async () => {
      const batch = await post(app, [{ query: '{ __typename }' }, { query: CHANGE }]);
      expect(batch.status).toBe(400);
      const accept = 'text/event-stream, multipart/mixed, application/json';
      const live = await post(app, { query: operations.LivePublicFeed }, { accept });
      expect(live.status).toBe(400);
      await unchanged();
    });
  });
});

import { TestApp, type Member } from '../support/app';
import { codesOf, get, post } from '../support/http';
import { operations } from '../support/operations';

const VIEWER = '{ viewer { profile { username } } }';
/** What a browser page of another origin cannot send without asking first. */
const ASKED = { 'apollo-require-preflight': 'true' };

describe('GraphQL over HTTP', () => {
  let app: TestApp;
  let ann: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
  });
  afterAll(() => app.close());

  const signedIn = () => ({ authorization: `Bearer ${ann.token}` });

  it('answers queries by POST and by GET alike', async () => {
    const query = 'query($username: String!) { profile(username: $username) { id } }';
    const variables = { username: 'ann' };
    const posted = await post(app, { query, variables });
    const got = await get(app, { query, variables: JSON.stringify(variables) }, ASKED);
    for (const sent of [posted, got]) {
      expect(sent.status).toBe(200);
      expect(sent.answer).toEqual({ data: { profile: { id: ann.id } } });
    }
  });

  it('knows the viewer by GET too', async () => {
    const { answer } = await get(app, { query: VIEWER }, { ...ASKED, ...signedIn() });
    expect(answer.data).toEqual({ viewer: { profile: { username: 'ann' } } });
    const bad = await get(app, { query: VIEWER }, { ...ASKED, authorization: 'Bearer dead' });
    expect(bad.status).toBe(401);
    expect(codesOf(bad)).toEqual(['UNAUTHENTICATED']);
  });

  it('runs the operation that is named', async () => {
    const query = 'query A { a: __typename } query B { b: __typename }';
    const posted = await post(app, { query, operationName: 'B' });
    const got = await get(app, { query, operationName: 'B' }, ASKED);
    for (const { answer } of [posted, got]) expect(answer).toEqual({ data: { b: 'Query' } });
  });

  it('changes nothing by GET', async () => {
    const query = 'mutation { updateProfile(input: { about: "by GET" }) { profile { about } } }';
    const sent = await get(app, { query }, { ...ASKED, ...signedIn() });
    expect(sent.status).toBe(405);
    expect(sent.answer.data ?? null).toBeNull();
    const { profile } = await app.data(operations.ProfilePage, { username: 'ann' });
    expect(profile.about).toBeNull();
  });

  it('takes nothing that a page of another site can send unasked', async () => {
    const mutation = `mutation { updateProfile(input: { about: "forged" }) { profile { about } } }`;
    const body = JSON.stringify({ query: mutation });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const sent = await post(app, body, { 'content-type': type, ...signedIn() });
      expect(sent.status).toBeGreaterThanOrEqual(400);
      expect(sent.answer.data ?? null).toBeNull();
    }
    const got = await get(app, { query: VIEWER });
    expect(got.status).toBe(400);
    expect(codesOf(got)).toEqual(['BAD_REQUEST']);
    const { profile } = await app.data(operations.ProfilePage, { username: 'ann' });
    expect(profile.about).toBeNull();
  });

  it('takes one operation at a time', async () => {
    const batch = [{ query: '{ a: __typename }' }, { query: '{ b: __typename }' }];
    const sent = await post(app, batch);
    expect(sent.status).toBe(400);
    expect(codesOf(sent)).toEqual(['BAD_REQUEST']);
    expect(sent.text).not.toContain('"data"');
    const one = await post(app, [{ query: '{ __typename }' }]);
    expect(one.status).toBe(400);
  });

  it('refuses bodies of more than 256 KiB before reading them', async () => {
    const sent = await post(app, {
      query: '{ __typename }',
      variables: { x: 'x'.repeat(300_000) },
    });
    expect(sent.status).toBe(413);
    expect(codesOf(sent)).toEqual(['BAD_REQUEST']);
    const large = await post(app, {
      query: '{ __typename }',
      variables: { x: 'x'.repeat(200_000) },
    });
    expect(large.answer).toEqual({ data: { __typename: 'Query' } });
  });

  it.each([
    ['no JSON', '{"query": "{ __typename }", "variables": {"password": hunter2}}'],
    ['half of a JSON', '{"query": "{ viewer { id } }", "variables": {"password": "hunter2'],
    ['a text', '"hunter2"'],
    ['a number', '12345'],
    ['null', 'null'],
    ['nothing', ''],
    ['an object without a query', '{"password": "hunter2"}'],
    ['a query that is no text', '{"query": {"password": "hunter2"}}'],
    ['a prototype', '{"query": "{ __typename }", "__proto__": {"password": "hunter2"}}'],
  ])('refuses %s in the form of an answer, and repeats none of it', async (_what, body) => {
    const sent = await post(app, body);
    expect(sent.status).toBe(400);
    expect(codesOf(sent)).toEqual(['BAD_REQUEST']);
    expect(sent.text).not.toContain('hunter2');
    expect(sent.text).not.toMatch(/stack|node_modules/);
  });

  it.each(['/%ff', '/p/%ff', '/graphql/%c3'])('refuses %s in the same form', async (address) => {
    const response = await fetch(`${app.url}${address}`);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });

  it('keeps to the media type that the client accepts', async () => {
    const query = JSON.stringify({ query: '{ nothing }' });
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: query,
      });
      expect(response.headers.get('content-type')).toContain(accept);
      expect(response.status).toBe(400);
    }
  });

  it('gives what could be read beside what failed', async () => {
    const query = `{ profile(username: "ann") { username }
      publicFeed(first: 0) { liveCursor } viewer { id } }`;
    const sent = await post(app, { query });
    expect(codesOf(sent)).toEqual(['BAD_USER_INPUT']);
    expect(sent.answer.errors?.[0]?.path).toEqual(['publicFeed']);
  });

  it('has no subscriptions', async () => {
    const sent = await post(app, { query: operations.LivePublicFeed });
    expect(sent.status).toBe(400);
    expect(codesOf(sent)).toEqual(['BAD_USER_INPUT']);
    expect(sent.answer.errors?.[0]?.message).toMatch(/WebSocket/);
  });
});

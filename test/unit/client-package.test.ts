import { BuiltClient } from '../support/built-client';
import { ScriptedServer } from '../support/scripted-server';

const BODY = (url: string) => `
  const client = connect('${url}', { webSocketImpl: WebSocket });
  const query = 'subscription ($after: String) { publicFeed(after: $after) { cursor } }';
  const read = async () => {
    for await (const { cursor } of client.feed(query)) {
      console.log(cursor, new FeedError('CODE', 'words').code, possibleTypes.Favoritable.join());
      await client.close();
    }
  };
  read();`;
const SAYS = 'c CODE Comment,Post\n';
const REQUIRE = `
  const { connect, FeedError, possibleTypes } = require('rejoinder/client');
  const WebSocket = require('ws');`;
const IMPORT = `
  import { connect, FeedError, possibleTypes } from 'rejoinder/client';
  import WebSocket from 'ws';`;

const TYPED = `
  import { connect, FeedError, possibleTypes, type Feed, type FeedMessage } from 'rejoinder/client';

  declare class TypedDocumentString<Result, Variables> extends String {
    __apiType?: (variables: Variables) => Result;
  }
  type Message = { __typename: 'ActivityAdded'; cursor: string; activity: { id: string } };
  declare const typed: TypedDocumentString<{ publicFeed: Message }, { after?: string | null }>;
  declare const webSocketImpl: new (url: string, protocol: string) => object;

  const client = connect('http://localhost', { token: async (refused) => refused, webSocketImpl });
  const plain: Feed<FeedMessage> = client.feed('subscription', { url: 'x' });
  const own: Feed<Message> = client.feed<Message>('subscription', {}, { refetch: ({ code }) => code });
  const known: Feed<Message> = client.feed(typed, { after: null });
  // @ts-expect-error: the document has no such variable
  client.feed(typed, { before: 'x' });
  // @ts-expect-error: the messages are not those
  const wrong: Feed<{ cursor: string; words: string }> = client.feed(typed);
  const cache: { [supertype: string]: string[] } = possibleTypes;
  const code: string = new FeedError('CODE', 'words').code;
  export const read = async (): Promise<string> => {
    for await (const { activity } of known) return activity.id;
    return [plain.state, own.cursor, wrong, cache, code].join();
  };`;

describe('the package, as another has installed it', () => {
  let built: BuiltClient;
  let server: ScriptedServer;
  let files: string[];

  beforeAll(async () => {
    [built, server] = await Promise.all([BuiltClient.make(), ScriptedServer.start()]);
    files = await built.install();
  }, 120_000);
  afterAll(async () => {
    built.remove();
    await server.close();
  });

  it('has what is needed, and no sources', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        ...['package.json', 'README.md', 'LICENSE', 'schema.graphql'],
        ...['dist/client/client.js', 'dist/client/client.d.ts'],
        ...['dist/client/esm/client.js', 'dist/client/esm/client.d.ts'],
        'dist/client/esm/package.json',
      ]),
    );
    expect(files.filter((name) => /^(src|test|node_modules)\//.test(name))).toEqual([]);
  });

  it('can be required', async () => {
    expect(await built.node('main.cjs', REQUIRE + BODY(server.url))).toBe(SAYS);
  });

  it('can be imported', async () => {
    expect(await built.node('main.mjs', IMPORT + BODY(server.url))).toBe(SAYS);
  });

  it('can be required and imported by its own programs', async () => {
    const [required, imported] = [REQUIRE + BODY(server.url), IMPORT + BODY(server.url)];
    expect(await built.node('own.cjs', required, built.installed)).toBe(SAYS);
    expect(await built.node('own.mjs', imported, built.installed)).toBe(SAYS);
  });

  it.each([
    ['a module for Node', 'use.mts', { module: 'node16', lib: ['es2022', 'dom'], types: [] }],
    [
      'CommonJS as Node once resolved it',
      'old.ts',
      {
        ...{ module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
        ...{ types: ['node'], lib: ['es2022'] },
      },
    ],
    ['CommonJS for Node', 'use.cts', { module: 'node16', types: ['node'], lib: ['es2022'] }],
    [
      'a bundler',
      'use.ts',
      { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] },
    ],
  ])('has types for %s', async (_, name, options) => {
    expect(await built.compile(name, TYPED, options)).toBe('');
  });
});

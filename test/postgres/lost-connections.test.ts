import { readLogHead } from '../../src/feed/feed-log.queries';
import { TestApp, type GraphQLAnswer } from '../support/app';
import { eventually } from '../support/eventually';
import { Terminator } from '../support/lost-connections';
import { operations } from '../support/operations';
import { Build } from '../support/server-process';

const PAGE = 'https://blog.example/lost-connections';
/** How often connections are ended while a server is at work. */
const TIMES = 8;

describe('a server whose connections to the database are ended', () => {
  let app: TestApp;
  let terminator: Terminator;

  beforeAll(async () => {
    app = await TestApp.start();
    terminator = await Terminator.of(app.databaseUrl);
  });
  afterAll(async () => {
    await terminator.close();
    await app.close();
  });

  it('goes on after idle ones and such as are taken out with nothing to do', async () => {
    const ann = await app.join('ann');
    const { source, snapshot } = app.app.database;
    const runner = source.createQueryRunner();
    await runner.connect();
    const outside = snapshot(async (on) => {
      await readLogHead(on);
      expect(await terminator.terminateAll()).toBeGreaterThan(2);
      await eventually(async () => (await terminator.terminateAll()) === 0);
      return readLogHead(on);
    });
    await expect(outside).rejects.toThrow();
    await runner.release();
    const comment = await app.comment(ann, PAGE);
    const { node } = await app.data(operations.Node, { id: comment.id });
    expect(node.body).toBe(comment.body);
  });

  it('does not end, however busy it is', async () => {
    const build = Build.make();
    const server = await build.start(app.databaseUrl);
    try {
      const bob = await app.join('bob');
      let isOver = false;
      const written = { acknowledged: 0, failed: 0 };
      const write = async () => {
        while (!isOver) {
          const isWritten = await addComment(server.url, bob.token);
          written[isWritten ? 'acknowledged' : 'failed'] += 1;
        }
      };
      const writers = Array.from({ length: 12 }, write);
      for (let time = 0; time < TIMES; time += 1) {
        const goal = written.acknowledged + 20;
        await eventually(() => written.acknowledged >= goal);
        await terminator.terminateAll();
      }
      isOver = true;
      await Promise.all(writers);
      expect(server.isRunning).toBe(true);
      expect(written.failed).toBeGreaterThan(0);
      await eventually(() => addComment(server.url, bob.token));
    } finally {
      await server.kill();
      build.remove();
    }
  }, 120_000);
});

/** @returns whether the server acknowledged it; what it could not do it must have answered all the same */
async function addComment(url: string, token: string): Promise<boolean> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: operations.AddComment,
      variables: { input: { postUrl: PAGE, body: 'Words' } },
    }),
  });
  const { data, errors } = (await response.json()) as GraphQLAnswer;
  return !errors && data.addComment.comment !== null;
}

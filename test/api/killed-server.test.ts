import { TestApp, type GraphQLAnswer, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { operations } from '../support/operations';
import { Build, type ServerProcess } from '../support/server-process';

const ROUNDS = 3;
const WRITERS = 12;
const ACKNOWLEDGED = 60;
const PAGE = 'https://blog.example/killed';

describe('a server killed in the midst of its work', () => {
  let build: Build;
  let database: FreshDatabase;
  let server: ServerProcess | null = null;
  let app: TestApp | null = null;
  let members: Member[];

  beforeAll(async () => {
    build = Build.make();
    database = await freshDatabase();
    const first = await TestApp.on(database);
    members = await Promise.all(['ann', 'bob', 'cat'].map((name) => first.join(name)));
    await first.stop();
  }, 120_000);
  afterAll(async () => {
    await server?.kill();
    await app?.stop();
    await database.drop();
    build.remove();
  });

  it('loses nothing that it acknowledged, and keeps nothing half', async () => {
    const acknowledged = new Map<string, string>();
    let tries = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      server = await build.start(database.url);
      tries += await writeUntilKilled(server, acknowledged, round);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED);

    app = await TestApp.on(database);
    for (const [id, body] of acknowledged)
      expect((await app.data(operations.Node, { id })).node).toMatchObject({ id, body });
    const { post } = await app.data(operations.Thread, { url: PAGE, first: 1 });
    expect(post.commentCount).toBeGreaterThanOrEqual(acknowledged.size);
    expect(post.commentCount).toBeLessThanOrEqual(tries);
    expect(await auditCounts(app)).toEqual([]);
    expect((await app.comment(members[0]!, PAGE, 'after all')).body).toBe('after all');
  }, 120_000);

  /** Comments from many sides at once; kills the server while they do. @returns how many were sent */
  async function writeUntilKilled(
    running: ServerProcess,
    acknowledged: Map<string, string>,
    round: number,
  ): Promise<number> {
    const goal = acknowledged.size + ACKNOWLEDGED;
    const killing: Promise<void>[] = [];
    let tries = 0;
    const write = async (writer: number) => {
      while (killing.length === 0) {
        tries += 1;
        const body = `Round ${round}, writer ${writer}, try ${tries}`;
        const by = members[writer % members.length]!;
        const id = await comment(running.url, by, body).catch((error: unknown) => {
          if (killing.length === 0) throw error;
          return null;
        });
        if (id !== null) acknowledged.set(id, body);
        if (acknowledged.size >= goal) killing.push(running.kill());
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await Promise.all(killing);
    return tries;
  }

  /** @returns the id of the comment once the server has acknowledged it */
  async function comment(url: string, by: Member, body: string): Promise<string> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${by.token}` },
      body: JSON.stringify({
        query: operations.AddComment,
        variables: { input: { postUrl: PAGE, body } },
      }),
    });
    const { data, errors } = (await response.json()) as GraphQLAnswer;
    if (errors) throw new Error(JSON.stringify(errors));
    return data.addComment.comment.id;
  }
});

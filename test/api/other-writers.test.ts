import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { operations } from '../support/operations';
import { writeFromOutside } from '../support/other-process';

describe('while another process writes to the database', () => {
  let app: TestApp;
  let members: Member[];

  beforeAll(async () => {
    app = await TestApp.start();
    members = await Promise.all(['ann', 'bob', 'cat', 'dan'].map((name) => app.join(name)));
  });
  afterAll(() => app.close());

  it('no mutation fails, nor does the other process', async () => {
    const url = 'https://blog.example/busy';
    const other = writeFromOutside(app.databaseUrl, {
      ...{ prefix: 'outside-', holdMs: 30, restMs: 10, forMs: 3_000 },
    });
    let isDone = false;
    const done = other.done.finally(() => (isDone = true));
    await other.writing;
    const made: string[] = [];
    const write = async (by: Member) => {
      while (!isDone) {
        const { id } = await app.comment(by, url);
        made.push(id);
        const answers = [
          await app.mutate('EditComment', { commentId: id, body: `Edited ${id}` }, by),
          await app.mutate('AddFavorite', { subjectId: id }, by),
        ];
        for (const { userErrors } of answers) expect(userErrors).toEqual([]);
      }
    };
    await Promise.all([...members, ...members].map(write));

    const [{ count }] = await app.app.database.source.query(
      `SELECT COUNT(*) AS count FROM "foreign_object" WHERE "foreignId" LIKE 'outside-%'`,
    );
    expect(count).toBe(await done);
    expect(count).toBeGreaterThan(5);
    expect(made.length).toBeGreaterThan(5);
    const { post } = await app.data(operations.Thread, { url, first: 1 });
    expect(post.commentCount).toBe(made.length);
    expect(await auditCounts(app)).toEqual([]);
  });

  it('a second server on the same database writes as well', async () => {
    const url = 'https://blog.example/two-servers';
    const second = await TestApp.on({ url: app.databaseUrl, drop: () => Promise.resolve() });
    try {
      const parent = await app.comment(members[0]!, url);
      const answers = await Promise.all(
        Array.from({ length: 120 }, (_, index) =>
          (index % 2 === 0 ? app : second).mutate(
            'AddComment',
            { inReplyToId: parent.id, body: `Reply ${index}` },
            members[index % members.length],
          ),
        ),
      );
      expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
      for (const server of [app, second]) {
        const { post } = await server.data(operations.Thread, { url });
        expect(post.commentCount).toBe(121);
      }
    } finally {
      await second.stop();
    }
    expect(await auditCounts(app)).toEqual([]);
  });
});

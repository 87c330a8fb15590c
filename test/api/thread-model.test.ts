import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Random } from '../support/random';
import { ThreadModel, type ModelComment, type ShownComment } from '../support/thread-model';

const STEPS = 300;
const PAGE_SIZE = 4;

const FIELDS = `id body isDeleted replyCount favoriteCount author { username }
  replies(first: 1) { totalCount edges { node { id } } }`;
const LIST = `totalCount pageInfo { hasNextPage endCursor } edges { node { ${FIELDS} } }`;
const TOP = `query ($url: String!, $after: String) { post(url: $url) {
  commentCount favoriteCount comments(first: ${PAGE_SIZE}, after: $after) { ${LIST} } } }`;
const BELOW = `query ($id: ID!, $after: String) { node(id: $id) { ... on Comment {
  replies(first: ${PAGE_SIZE}, after: $after) { ${LIST} } } } }`;
const PROFILE =
  'query ($username: String!) { profile(username: $username) { commentCount comments { totalCount } } }';

describe.each([1, 2, 3])('random acts on a thread (seed %i)', (seed) => {
  const url = `https://blog.example/random-${seed}`;
  const random = new Random(seed);
  const model = new ThreadModel();
  let app: TestApp;
  let members: Member[];

  beforeAll(async () => {
    app = await TestApp.start();
    members = await Promise.all(['ann', 'bob', 'cat'].map((name) => app.join(name)));
  });
  afterAll(() => app.close());

  it('leave what a plain model of the thread says', async () => {
    for (let step = 1; step <= STEPS; step += 1) {
      await act(`Words ${step}`);
      if (step % 20 === 0) await compare();
    }
    expect(model.comments.length).toBeGreaterThan(STEPS / 4);
    expect(model.comments.length - model.visible.length).toBeGreaterThan(STEPS / 10);
    expect(await auditCounts(app)).toEqual([]);
  });

  it('and empty the thread, once everything is deleted', async () => {
    while (model.visible.length > 0) await remove(random.one(model.visible));
    await compare();
    expect(model.shown()).toEqual([]);
    expect(await auditCounts(app)).toEqual([]);
  });

  async function act(words: string): Promise<void> {
    const choice = random.next();
    const by = random.one(members);
    if (choice < 0.15 || model.visible.length === 0) await add(by, null, words);
    else if (choice < 0.45) await add(by, random.one(model.visible), words);
    else if (choice < 0.7) await remove(random.one(model.visible));
    else if (choice < 0.8) await favorite(by, random.one(model.visible));
    else if (choice < 0.87) await unfavorite(by, random.one(model.comments));
    else if (choice < 0.92) await favoritePost(by);
    else await edit(random.one(model.visible), words);
  }

  async function add(by: Member, parent: ModelComment | null, body: string): Promise<void> {
    const { id } = await app.comment(by, parent ?? url, body);
    model.add(id, by.username, parent, body);
  }

  async function remove(comment: ModelComment): Promise<void> {
    const { deletedCommentId, userErrors } = await app.mutate(
      'DeleteComment',
      { commentId: comment.id },
      byName(comment.author),
    );
    expect(userErrors).toEqual([]);
    model.delete(comment);
    expect(deletedCommentId).toBe(model.isListed(comment) ? null : comment.id);
  }

  async function edit(comment: ModelComment, body: string): Promise<void> {
    await app.mutate('EditComment', { commentId: comment.id, body }, byName(comment.author));
    comment.body = body;
  }

  async function favorite(by: Member, comment: ModelComment): Promise<void> {
    const { subject } = await app.mutate('AddFavorite', { subjectId: comment.id }, by);
    comment.favoredBy.add(by.username);
    expect(subject.favoriteCount).toBe(comment.favoredBy.size);
  }

  async function unfavorite(by: Member, comment: ModelComment): Promise<void> {
    const { subject } = await app.mutate('RemoveFavorite', { subjectId: comment.id }, by);
    comment.favoredBy.delete(by.username);
    expect(subject.favoriteCount).toBe(comment.favoredBy.size);
  }

  async function favoritePost(by: Member): Promise<void> {
    const { post } = await app.data(`query ($url: String!) { post(url: $url) { id } }`, { url });
    const has = model.favoredBy.has(by.username);
    const name = has ? 'RemoveFavorite' : 'AddFavorite';
    const { subject } = await app.mutate(name, { subjectId: post.id }, by);
    if (has) model.favoredBy.delete(by.username);
    else model.favoredBy.add(by.username);
    expect(subject.favoriteCount).toBe(model.favoredBy.size);
  }

  async function compare(): Promise<void> {
    const { post } = await app.data(TOP, { url });
    expect(post.commentCount).toBe(model.visible.length);
    expect(post.favoriteCount).toBe(model.favoredBy.size);
    const shown = await readAll(async (after) => {
      const data = await app.data(TOP, { url, after });
      return data.post.comments;
    });
    expect(shown).toEqual(model.shown());
    for (const { username } of members) {
      const { profile } = await app.data(PROFILE, { username });
      const count = model.countBy(username);
      expect(profile).toEqual({ commentCount: count, comments: { totalCount: count } });
    }
  }

  /** A list to its end, and every list below it. */
  async function readAll(page: (after: string | null) => Promise<any>): Promise<ShownComment[]> {
    const nodes: any[] = [];
    let after: string | null = null;
    let total: number;
    do {
      const connection: any = await page(after);
      nodes.push(...connection.edges.map((edge: any) => edge.node));
      total = connection.totalCount;
      after = connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
    } while (after !== null);
    expect(nodes).toHaveLength(total);
    return Promise.all(nodes.map((node) => withReplies(node)));
  }

  async function withReplies({ replies, author, ...node }: any): Promise<ShownComment> {
    const below = async (after: string | null) =>
      (await app.data(BELOW, { id: node.id, after })).node.replies;
    const isLeaf = replies.totalCount === 0;
    expect(replies.edges).toHaveLength(isLeaf ? 0 : 1);
    return {
      ...node,
      author: author?.username ?? null,
      replies: isLeaf ? [] : await readAll(below),
    };
  }

  const byName = (username: string): Member =>
    members.find((member) => member.username === username)!;
});

import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Moderating, type Status } from '../support/moderating';

describe('what a moderator is told to decide on a comment', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let bob: Member;
  let cat: Member;
  let judge: Member;
  let number = 0;
  let url: string;

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    ({ ann, bob, judge } = await moderating.people());
    cat = await app.join('cat');
  });
  beforeEach(() => {
    number += 1;
    url = `https://blog${number}.example/page`;
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  const ids = (list: any) => list.edges.map(({ node }: any) => node.id);
  const REPORTS = `reports(first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    edges { node { id reason note reportedAt isSettled reporter { username } comment { id } } } }`;
  const reportsOf = async (by: Member | null, { id }: { id: string }, page: object = {}) => {
    const document = `query ($id: ID!, $first: Int, $after: String) {
      node(id: $id) { ... on Comment { ${REPORTS} } } }`;
    return (await app.data(document, { id, first: 10, ...page }, by)).node.reports;
  };
  const latestDecision = async (by: Member | null, { id }: { id: string }) => {
    const document = `query ($id: ID!) { node(id: $id) { ... on Comment { latestDecision {
      rule before after moderator { username } } } } }`;
    return (await app.data(document, { id }, by)).node.latestDecision;
  };

  it('are the reports of it, the newest first, until they are settled and after', async () => {
    const comment = await app.comment(ann, url);
    await moderating.report(bob, comment, { reason: 'ABUSE', note: 'It names my child' });
    await moderating.report(cat, comment, { reason: 'SPAM' });
    const [ofCat, ofBob] = (await reportsOf(judge, comment)).edges.map(({ node }: any) => node);
    const both = { isSettled: false, comment: { id: comment.id } };
    expect(ofCat).toMatchObject({ ...both, reporter: { username: 'cat' }, note: null });
    expect(ofBob).toMatchObject({
      ...{ ...both, reporter: { username: 'bob' }, reason: 'ABUSE', note: 'It names my child' },
    });
    expect(Math.abs(Date.parse(ofBob.reportedAt) - Date.now())).toBeLessThan(60_000);
    await moderating.decide(judge, comment, 'PUBLISHED');
    const settled = (await reportsOf(judge, comment)).edges.map(({ node }: any) => node.isSettled);
    expect(settled).toEqual([true, true]);
  });

  it('are the reports of it, by pages, of several comments at once', async () => {
    const [one, other] = [await app.comment(ann, url), await app.comment(ann, url)];
    for (const by of [bob, cat, judge]) await moderating.report(by, one, { note: by.username });
    await moderating.report(bob, other, { note: 'other' });
    const first = await reportsOf(judge, one, { first: 2 });
    expect(first.edges.map(({ node }: any) => node.note)).toEqual(['judge', 'cat']);
    const after = first.pageInfo.endCursor;
    const second = await reportsOf(judge, one, { first: 2, after });
    expect(second.edges.map(({ node }: any) => node.note)).toEqual(['bob']);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    const document = `query ($ids: [ID!]!, $first: Int, $after: String) {
      nodes(ids: $ids) { ... on Comment { ${REPORTS} } } }`;
    const variables = { ids: [other.id, one.id], first: 1 };
    const { nodes } = await app.data(document, variables, judge);
    const notes = nodes.map(({ reports }: any) => reports.edges.map(({ node }: any) => node.note));
    expect(notes).toEqual([['other'], ['judge']]);
  });

  it('are told to nobody else, whoever wrote it or reported it', async () => {
    const comment = await app.comment(ann, url);
    await moderating.report(bob, comment, { note: 'Between us' });
    const [report] = ids(await reportsOf(judge, comment));
    const document = 'query ($id: ID!) { node(id: $id) { ... on CommentReport { note } } }';
    for (const by of [ann, bob, null]) {
      expect(await reportsOf(by, comment)).toBeNull();
      expect(await latestDecision(by, comment)).toBeNull();
      expect((await app.data(document, { id: report }, by)).node).toBeNull();
    }
    const { node } = await app.data(document, { id: report }, judge);
    expect(node).toEqual({ note: 'Between us' });
  });

  it('is why it is held: the latest decision on it', async () => {
    expect(await latestDecision(judge, await app.comment(ann, url))).toBeNull();
    const listed = { kind: 'WORD', value: 'zonk', effect: 'HOLD' };
    await moderating.act('AddBlockListEntry', listed, judge);
    const comment = await app.comment(ann, url, 'Buy a zonk');
    const held = { rule: 'BLOCK_LIST', moderator: null, before: null, after: 'PENDING' };
    expect(await latestDecision(judge, comment)).toEqual(held);
    await moderating.decide(judge, comment, 'SPAM');
    expect(await latestDecision(judge, comment)).toMatchObject({
      ...{ rule: null, moderator: { username: 'judge' }, after: 'SPAM' },
    });
  });

  it('is found by how it stands, so that nothing that was hidden by mistake is lost', async () => {
    const statuses: Status[] = ['PENDING', 'SPAM', 'REMOVED'];
    const made = new Map<Status, string>();
    for (const status of statuses) {
      const comment = await app.comment(ann, url, `Is ${status}`);
      await moderating.decide(judge, comment, status);
      made.set(status, comment.id);
    }
    const gone = await app.comment(ann, url);
    await moderating.decide(judge, gone, 'SPAM');
    await app.mutate('DeleteComment', { commentId: gone.id }, ann);
    const reported = await app.comment(ann, url);
    await moderating.report(bob, reported);
    made.set('PUBLISHED', reported.id);
    const { post } = reported;
    for (const [status, id] of made) {
      const found = await moderating.queue(judge, { status, siteId: post.site.id });
      expect(ids(found)).toEqual([id]);
      expect(found.totalCount).toBe(1);
      const everywhere = await moderating.queue(judge, { status });
      expect(ids(everywhere)).toContain(id);
      expect(everywhere.totalCount).toBe(everywhere.edges.length);
      expect(everywhere.edges.every(({ node }: any) => node.status === status)).toBe(true);
    }
    const waiting = await moderating.queue(judge, { siteId: post.site.id });
    expect(ids(waiting)).toEqual([made.get('PUBLISHED'), made.get('PENDING')]);
    expect(ids(await moderating.queue(judge, { siteId: ann.id }))).toEqual([]);
  });

  it('is decided on as it was read: not on words that were changed since', async () => {
    const comment = await app.comment(ann, url, 'Harmless');
    await moderating.decide(judge, comment, 'PENDING');
    const publish = async (seen: object) => {
      const input = { commentId: comment.id, status: 'PUBLISHED', ...seen };
      return (await moderating.act('ModerateComment', input, judge)).userErrors;
    };
    const edit = { commentId: comment.id, body: 'Harmful' };
    const { comment: edited } = await app.mutate('EditComment', edit, ann);
    const changed = [{ field: ['seenEditedAt'], code: 'INVALID' }];
    expect(await publish({ seenEditedAt: null })).toMatchObject(changed);
    const before = new Date(Date.parse(edited.editedAt) - 1).toISOString();
    expect(await publish({ seenEditedAt: before })).toMatchObject(changed);
    expect(await moderating.found(judge, comment)).toMatchObject({ status: 'PENDING' });
    expect(await publish({ seenEditedAt: edited.editedAt })).toEqual([]);
    expect(await moderating.found(null, comment)).toMatchObject({ body: 'Harmful' });
    const other = await app.comment(ann, url);
    const input = { commentId: other.id, status: 'SPAM', seenEditedAt: null };
    expect((await moderating.act('ModerateComment', input, judge)).userErrors).toEqual([]);
  });
});

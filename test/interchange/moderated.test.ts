import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Foreigner, importValues } from '../support/import';
import { Moderating, type Status } from '../support/moderating';

const URL = 'https://blog.example/1';
const HELD: Status[] = ['PENDING', 'SPAM', 'REMOVED'];

describe('an import that tells of a comment which is not published', () => {
  let app: TestApp;
  let moderating: Moderating;
  let judge: Member;
  let comment: { id: string };
  const ann = new Foreigner('ann');
  const bob = new Foreigner('bob');

  beforeEach(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
    await importValues(app, [ann.says('Top', URL, { id: 'urn:top' })]);
    const { comments } = await moderating.thread(URL, null);
    comment = comments.edges[0].node;
  });
  afterEach(async () => {
    const differences = await auditCounts(app);
    await app.close();
    expect(differences).toEqual([]);
  });

  const favorites = async () => {
    const document = `query ($id: ID!) { node(id: $id) { ... on Comment { favoriteCount } }
      publicFeed(first: 100) { edges { node { id actor { username }
        ... on FavoriteActivity { subject { id } } } } } }`;
    const { node, publicFeed } = await app.data(document, { id: comment.id }, judge);
    const inFeed = publicFeed.edges.filter((edge: any) => edge.node.subject?.id === comment.id);
    return { count: node.favoriteCount, inFeed: inFeed.length };
  };

  it.each(HELD)('%s, brings favorites of it, which are shown when it is', async (status) => {
    await moderating.decide(judge, comment, status);
    const like = bob.does('Like', 'urn:top');
    const report = await importValues(app, [like]);
    expect(report).toMatchObject({ faults: [], counts: { favorites: 1 } });
    expect(await favorites()).toEqual({ count: 1, inFeed: 0 });
    expect((await importValues(app, [like])).counts).toMatchObject({ favorites: 0 });
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await favorites()).toEqual({ count: 1, inFeed: 1 });
    await importValues(app, [bob.does('Undo', like.id)]);
    expect(await favorites()).toEqual({ count: 0, inFeed: 0 });
  });

  it('takes favorites of it back before it is shown', async () => {
    await moderating.decide(judge, comment, 'PENDING');
    const like = bob.does('Like', 'urn:top');
    await importValues(app, [like, bob.does('Undo', like.id)]);
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await favorites()).toEqual({ count: 0, inFeed: 0 });
  });

  it('brings no favorites of one that was deleted', async () => {
    await importValues(app, [ann.does('Delete', 'urn:top')]);
    const report = await importValues(app, [bob.does('Like', 'urn:top')]);
    expect(report.passedOver.get('Like of a comment that was deleted')).toBe(1);
  });

  it('changes the words of one that waits, but of none that a moderator removed', async () => {
    const edit = (content: string) =>
      ann.does('Update', { type: 'Note', id: 'urn:top', content, mediaType: 'text/plain' });
    await moderating.decide(judge, comment, 'PENDING');
    expect((await importValues(app, [edit('Edited')])).counts).toMatchObject({ edits: 1 });
    await moderating.decide(judge, comment, 'REMOVED');
    const report = await importValues(app, [edit('Edited again')]);
    expect(report.passedOver.get('Update of what a moderator removed')).toBe(1);
    await moderating.decide(judge, comment, 'PUBLISHED');
    expect(await moderating.found(null, comment)).toMatchObject({ body: 'Edited' });
  });
});

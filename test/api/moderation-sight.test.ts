import { TestApp, type Member } from '../support/app';
import { auditCounts } from '../support/audit';
import { Moderating, type Status } from '../support/moderating';

const HIDDEN: Status[] = ['PENDING', 'SPAM', 'REMOVED'];

describe('of a comment that is not published', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let bob: Member;
  let judge: Member;
  let number = 0;
  let url: string;

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    ({ ann, bob, judge } = await moderating.people());
  });
  beforeEach(() => {
    number += 1;
    url = `https://blog.example/${number}`;
  });
  afterEach(async () => expect(await auditCounts(app)).toEqual([]));
  afterAll(() => app.close());

  const shown = async (by: Member | null, { id }: { id: string }) => {
    const document = `query ($id: ID!) { node(id: $id) { ... on Comment {
      isDeleted status body favoriteCount editedAt viewerHasFavorited } } }`;
    return (await app.data(document, { id }, by)).node;
  };

  it.each(HIDDEN)(
    '%s, nobody else learns by trying to change it that it is there',
    async (status) => {
      const comment = await app.comment(ann, url);
      await moderating.decide(judge, comment, status);
      const tries = async (commentId: string) => [
        (await app.mutate('EditComment', { commentId, body: 'Mine' }, bob)).userErrors,
        (await app.mutate('DeleteComment', { commentId }, bob)).userErrors,
      ];
      const ofNone = await tries(bob.id);
      expect(ofNone).toMatchObject([[{ code: 'NOT_FOUND' }], [{ code: 'NOT_FOUND' }]]);
      expect(await tries(comment.id)).toEqual(ofNone);
    },
  );

  it.each(HIDDEN)('%s, a tombstone tells no more than of one that was deleted', async (status) => {
    const gone: unknown[] = [];
    for (const name of ['deleted', 'hidden']) {
      const top = await app.comment(ann, `${url}/${name}`, 'Top');
      await app.comment(bob, top, 'Reply');
      await app.mutate('AddFavorite', { subjectId: top.id }, judge);
      await app.mutate('EditComment', { commentId: top.id, body: 'Edited' }, ann);
      if (name === 'deleted') await app.mutate('DeleteComment', { commentId: top.id }, ann);
      else await moderating.decide(judge, top, status);
      for (const by of [bob, null]) gone.push(await shown(by, top));
      if (name === 'deleted') continue;
      expect(await shown(judge, top)).toMatchObject({ status, body: 'Edited', favoriteCount: 1 });
      expect((await shown(judge, top)).editedAt).not.toBeNull();
      expect(await shown(ann, top)).toMatchObject({ status, isDeleted: status === 'REMOVED' });
    }
    const tombstone = { isDeleted: true, status: 'PUBLISHED', body: '', viewerHasFavorited: false };
    expect(gone).toEqual(Array(4).fill({ ...tombstone, favoriteCount: 0, editedAt: null }));
  });
});

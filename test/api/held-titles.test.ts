import { TestApp, type Member } from '../support/app';
import { Listing } from '../support/listing';
import { numberIn } from '../support/merging';
import { operations } from '../support/operations';

const LISTED = { code: 'FORBIDDEN', message: 'This title is not accepted here.' };

describe('the title that a comment names its post by', () => {
  let app: TestApp;
  let listing: Listing;
  let bob: Member;
  let number = 0;
  let postUrl = '';

  beforeAll(async () => {
    app = await TestApp.start();
    listing = await Listing.on(app);
    bob = await app.join('bob');
  });
  beforeEach(async () => {
    await listing.clear();
    await listing.add('WORD', 'doubtful', 'HOLD');
    await listing.add('WORD', 'zonk', 'REFUSE');
    number += 1;
    postUrl = `https://titles.example/${number}`;
  });
  afterAll(() => app.close());

  const add = (input: object, by = listing.ann) =>
    app.mutate('AddComment', { postUrl, body: 'Words', ...input }, by);
  const title = async () => (await app.data(operations.Thread, { url: postUrl })).post.title;
  const waiting = async (by: Member | null, { id }: { id: string }) => {
    const document = 'query ($id: ID!) { node(id: $id) { ... on Comment { postTitle } } }';
    return (await app.data(document, { id }, by)).node?.postTitle;
  };
  const held = async (input: object = {}) => {
    const { comment } = await add({ body: 'Something doubtful', postTitle: 'Named', ...input });
    expect(comment.status).toBe('PENDING');
    return comment;
  };

  it.each([false, true])(
    'waits with the comment that is held; the post is known: %s',
    async (known) => {
      if (known) await add({}, bob);
      const comment = await held();
      expect(await title()).toBeNull();
      expect([await waiting(listing.ann, comment), await waiting(listing.judge, comment)]).toEqual([
        'Named',
        'Named',
      ]);
      for (const by of [null, bob]) expect(await waiting(by, comment)).toBeUndefined();
      await listing.moderating.decide(listing.judge, comment, 'PUBLISHED');
      expect([await title(), await waiting(listing.judge, comment)]).toEqual(['Named', null]);
      // It is the post's now: who holds the comment again does not take it.
      await listing.moderating.decide(listing.judge, comment, 'REMOVED');
      expect(await title()).toBe('Named');
    },
  );

  it('gives way to one that came before the comment was published', async () => {
    const comment = await held();
    await add({ postTitle: 'Sooner' }, bob);
    await listing.moderating.decide(listing.judge, comment, 'PUBLISHED');
    expect(await title()).toBe('Sooner');
  });

  it('goes with the comment', async () => {
    const comment = await held({ postTitle: 'Never seen' });
    await app.mutate('DeleteComment', { commentId: comment.id }, listing.ann);
    const rows = await app.app.database.source.query(
      `SELECT "postTitle" FROM "comment" WHERE "id" = ${numberIn(comment.id)}`,
    );
    expect([rows, await title()]).toEqual([[{ postTitle: null }], null]);
  });

  it.each(['zonk zonk', 'at zonk.example'])(
    'is not accepted with what is listed: %s',
    async (postTitle) => {
      await listing.add('URL', 'zonk.example');
      const { comment, userErrors } = await add({ postTitle });
      expect([comment, userErrors]).toMatchObject([null, [{ field: ['postTitle'], ...LISTED }]]);
      // Nobody reads it where the post has another, or the comment is a reply.
      const { comment: named } = await add({ postTitle: 'Mild' });
      expect((await add({ postTitle })).comment).toMatchObject({ status: 'PUBLISHED' });
      const reply = { postUrl: null, inReplyToId: named.id, postTitle };
      expect((await add(reply)).comment).toMatchObject({ status: 'PUBLISHED' });
      expect(await title()).toBe('Mild');
    },
  );

  it('has its comment held where it is to be', async () => {
    const { comment } = await add({ postTitle: 'How doubtful' });
    expect(comment.status).toBe('PENDING');
    expect(await title()).toBeNull();
    await listing.moderating.decide(listing.judge, comment, 'PUBLISHED');
    expect(await title()).toBe('How doubtful');
  });
});

describe('profiles', () => {
  let app: TestApp;
  let listing: Listing;

  beforeAll(async () => {
    app = await TestApp.start();
    listing = await Listing.on(app);
    await listing.add('WORD', 'zonk');
    await listing.add('URL', 'spam.example');
    await listing.add('WORD', 'doubtful', 'HOLD');
    await listing.add('EMAIL', 'ann@mail.example');
  });
  afterAll(() => app.close());

  const update = (input: object, by = listing.ann) => app.mutate('UpdateProfile', input, by);

  it.each([
    ['displayName', 'Z\u200bonk & Co'],
    ['about', 'We sell zonk.'],
    ['about', 'At www.spam.example'],
    ['location', 'Zonk'],
    ['interests', 'zonk, and more'],
    ['homepageUrl', 'HTTPS://www.spam.example/x'],
    ['avatarUrl', 'https://spam.example/me.png'],
  ])('are not accepted with the %s %s', async (field, text) => {
    const { profile, userErrors } = await update({ [field]: text });
    const refused = {
      field: [field],
      code: 'FORBIDDEN',
      message: 'These words are not accepted here.',
    };
    expect({ profile, userErrors }).toEqual({ profile: null, userErrors: [refused] });
    expect((await update({ [field]: text }, listing.judge)).userErrors).toEqual([]);
  });

  it('are told of all that is not accepted at once, and wait for nobody', async () => {
    const { userErrors } = await update({ displayName: 'Zonk', about: 'zonk', location: 'Here' });
    expect(userErrors.map(({ field }: any) => field)).toEqual([['displayName'], ['about']]);
    const { profile } = await update({ displayName: 'A doubtful one', about: null });
    expect(profile.displayName).toBe('A doubtful one');
  });

  it.each([
    [{ username: 'newcomer', displayName: 'Zonk' }, ['displayName']],
    [{ username: 'zonk' }, ['username']],
  ])('are not made of %j', async (input, field) => {
    const whole = { email: 'new@mail.example', password: 'a long enough pass phrase', ...input };
    const { profile, userErrors } = await app.mutate('Join', whole);
    expect(profile).toBeNull();
    expect(userErrors).toMatchObject([{ field, code: 'FORBIDDEN' }]);
    const other = { ...whole, username: `not${input.username}`, displayName: 'Doubtful' };
    expect(
      (await app.mutate('Join', { ...other, email: `${input.username}@m.example` })).userErrors,
    ).toEqual([]);
  });
});

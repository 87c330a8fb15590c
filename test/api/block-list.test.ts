import { TestApp, type Member } from '../support/app';
import { moderationOperations, Moderating } from '../support/moderating';

const URL = 'https://blog.example/words';
const REFUSED = [
  { field: ['body'], code: 'FORBIDDEN', message: 'These words are not accepted here.' },
];

describe('the block list', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let judge: Member;
  let entries: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    ann = await app.join('ann', { email: 'ann@mail.example' });
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
  });
  afterEach(async () => {
    for (const entryId of entries) await moderating.act('RemoveBlockListEntry', { entryId }, judge);
    entries = [];
  });
  afterAll(() => app.close());

  const list = async (kind: string, value: string, effect = 'REFUSE') => {
    const { entry, userErrors } = await moderating.act(
      'AddBlockListEntry',
      { kind, value, effect },
      judge,
    );
    if (entry) entries.push(entry.id);
    return { entry, userErrors };
  };
  const add = (body: string, by = ann) => app.mutate('AddComment', { postUrl: URL, body }, by);
  const isRefused = async (body: string) => (await add(body)).comment === null;

  it('refuses whole words and phrases, however they are written, and says not which', async () => {
    await list('WORD', 'Café Noir');
    await list('WORD', 'zzzword');
    const { comment, userErrors } = await add('At the *CAFE*, noir and small');
    expect({ comment, userErrors }).toEqual({ comment: null, userErrors: REFUSED });
    for (const body of ['ZZZ\u00adword!', '**zzz**word', 'a zzzword.'])
      expect({ body, isRefused: await isRefused(body) }).toEqual({ body, isRefused: true });
    for (const body of ['zzzwords', 'a cafe, not noir', 'noir cafe'])
      expect({ body, isRefused: await isRefused(body) }).toEqual({ body, isRefused: false });
  });

  it('refuses links to a host and what is below it, or to a path', async () => {
    await list('URL', 'https://Spam.example');
    await list('URL', 'shop.example/pills/');
    for (const body of [
      'see https://spam.example/x',
      '[here](http://www.spam.EXAMPLE)',
      '![](https://a.b.spam.example/x.png)',
      '<https://shop.example/pills/1>',
      'https://shop.example/pills',
    ])
      expect({ body, isRefused: await isRefused(body) }).toEqual({ body, isRefused: true });
    for (const body of [
      'https://notspam.example',
      'https://spam.example.org',
      'https://shop.example/pillsbury',
      'https://shop.example',
    ])
      expect({ body, isRefused: await isRefused(body) }).toEqual({ body, isRefused: false });
  });

  it.each(['ann@mail.example', '@mail.example', 'Ann@MAIL.example'])(
    'refuses whoever has the address %s',
    async (value) => {
      await list('EMAIL', value);
      expect(await isRefused('Hello')).toBe(true);
      const other = await app.join(`other${value.length}${value.startsWith('A') ? 'x' : ''}`);
      expect((await add('Hello', other)).comment).not.toBeNull();
    },
  );

  it.each(['127.0.0.1', '127.0.0.0/8'])('refuses who comes from %s', async (value) => {
    expect((await list('NETWORK', value)).userErrors).toEqual([]);
    expect(await isRefused('Hello')).toBe(true);
    await moderating.act('RemoveBlockListEntry', { entryId: entries.pop() }, judge);
    expect(await isRefused('Hello')).toBe(false);
  });

  it('knows an IPv6 client by its first 64 bits', async () => {
    const { comments } = app.app.services;
    await list('NETWORK', '2001:db8:1:2::77');
    const { id } = (await app.app.services.profiles.byUsername('ann'))!;
    const from = (network: string) => comments.add(id, { postUrl: URL, body: 'Hello' }, network);
    await expect(from('2001:db8:1:2::/64')).rejects.toThrow('not accepted');
    expect(await from('2001:db8:1:3::/64')).toMatchObject({ status: 'PUBLISHED' });
  });

  it('holds a comment, and one that is edited', async () => {
    const comment = await app.comment(ann, URL, 'Harmless');
    await list('WORD', 'doubtful', 'HOLD');
    expect((await add('Something doubtful')).comment).toMatchObject({
      ...{ status: 'PENDING', body: 'Something doubtful', isDeleted: false },
    });
    const edit = { commentId: comment.id, body: 'Now doubtful' };
    const { comment: edited } = await app.mutate('EditComment', edit, ann);
    expect(edited).toMatchObject({ status: 'PENDING', body: 'Now doubtful' });
    expect(await moderating.found(null, comment)).toBeNull();
    expect(await moderating.decisions(judge, comment)).toMatchObject([
      { rule: 'BLOCK_LIST', moderator: null, before: 'PUBLISHED', after: 'PENDING' },
    ]);
    await list('WORD', 'dreadful');
    const refused = { commentId: comment.id, body: 'Now dreadful' };
    expect((await app.mutate('EditComment', refused, ann)).userErrors).toEqual(REFUSED);
    expect(await moderating.found(ann, comment)).toMatchObject({ body: 'Now doubtful' });
  });

  it('is obeyed by another server on the same database at once', async () => {
    const other = await TestApp.on({ url: app.databaseUrl, drop: () => Promise.resolve() });
    const there = (body: string) => other.mutate('AddComment', { postUrl: URL, body }, ann);
    expect((await there('A sudden word')).comment).not.toBeNull();
    await list('WORD', 'sudden');
    expect((await there('A sudden word')).userErrors).toEqual(REFUSED);
    await other.stop();
  });

  it('is told to moderators alone, the newest first, and keeps one entry of a kind and value', async () => {
    const { entry } = await list('WORD', ' First  Word ', 'HOLD');
    expect(entry).toMatchObject({ kind: 'WORD', value: 'first word', effect: 'HOLD' });
    await list('URL', 'second.example');
    const again = await list('WORD', 'FIRST WORD', 'REFUSE');
    expect(again.entry).toMatchObject({ id: entry.id, effect: 'REFUSE' });
    const data = await app.data(moderationOperations.BlockList, { first: 10 }, judge);
    expect(data.blockList.edges.map(({ node }: any) => node.value)).toEqual([
      'second.example',
      'first word',
    ]);
    const node = 'query ($id: ID!) { node(id: $id) { ... on BlockListEntry { value kind } } }';
    const found = async (by: Member | null) => (await app.data(node, { id: entry.id }, by)).node;
    expect(await found(judge)).toEqual({ value: 'first word', kind: 'WORD' });
    for (const by of [ann, null]) expect(await found(by)).toBeNull();
    const { errors } = await app.send(moderationOperations.BlockList, { first: 1 }, ann.token);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it.each([
    ['WORD', '…'],
    ['WORD', 'x'.repeat(201)],
    ['WORD', 'a b c d e f g h i j k'],
    ['EMAIL', 'nobody'],
    ['NETWORK', '0.0.0.0/0'],
    ['NETWORK', '300.1.1.1'],
    ['NETWORK', '1.2.3.4/33'],
    ['URL', 'ftp://a.example'],
    ['URL', 'localhost'],
  ])('takes no %s that is %s', async (kind, value) => {
    expect((await list(kind, value)).userErrors).toMatchObject([
      { field: ['value'], code: 'INVALID' },
    ]);
  });

  it('leaves moderators alone', async () => {
    await list('WORD', 'quoted');
    expect((await add('As quoted', judge)).comment).toMatchObject({ status: 'PUBLISHED' });
  });
});

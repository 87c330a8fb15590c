import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

describe('searching profiles', () => {
  let app: TestApp;
  const members = new Map<string, Member>();

  beforeAll(async () => {
    app = await TestApp.start();
    const people = {
      elodie: 'Élodie Durand',
      Zed: 'Elo Zimmer',
      'mary.ann': 'Mary Ann Évans',
      ann: 'Rob  Roy\u00a0MacGregor',
      'a-nn': 'İlker Ångström',
      a_n_n: '100% Ann',
      percy: '% Percent',
      under: '_ Underline',
      emoji: '😀 Smiley',
      han: '漢字 太郎',
      fi: 'ﬁnely ﬁtted',
    };
    for (const [username, displayName] of Object.entries(people))
      members.set(username, await app.join(username, { displayName }));
  });
  afterAll(() => app.close());

  async function search(query: string): Promise<string[]> {
    const { searchProfiles } = await app.data(operations.SearchProfiles, { query, first: 100 });
    return searchProfiles.edges.map((edge: any) => edge.node.username);
  }

  it.each([
    ['the beginning of a username', 'mar', ['mary.ann']],
    ['a whole username', 'mary.ann', ['mary.ann']],
    ['any word of the display name', 'dur', ['elodie']],
    ['the last word', 'evan', ['mary.ann']],
    ['words in a row', 'mary ann ev', ['mary.ann']],
    ['words in a row, from the second', 'ann ev', ['mary.ann']],
    ['words apart by other white space', ' roy  macg', ['ann']],
    ['another case', 'ELODIE', ['elodie']],
    ['an accent where there is none', 'élo', ['elodie', 'Zed']],
    ['no accent where there is one', 'elo', ['elodie', 'Zed']],
    ['an accent written as a mark of its own', 'e\u0301lodie', ['elodie']],
    ['a ring and umlaut', 'ANGSTROM', ['a-nn']],
    ['a dotted capital', 'ilker', ['a-nn']],
    ['a ligature by its letters', 'fin', ['fi']],
    ['other scripts', '漢', ['han']],
    ['the second word in another script', '太', ['han']],
    ['an emoji', '😀', ['emoji']],
    ['an "@" before the username', '@percy', ['percy']],
    ['an "@" after a blank', ' @percy', ['percy']],
    ['a blank after the word', 'percy ', ['percy']],
  ])('finds by %s', async (_what, query, usernames) => {
    expect(await search(query)).toEqual(usernames);
  });

  it('orders by username, whatever the case, and shows each profile once', async () => {
    expect(await search('a')).toEqual(['a-nn', 'a_n_n', 'ann', 'mary.ann']);
    expect(await search('e')).toEqual(['elodie', 'emoji', 'mary.ann', 'Zed']);
  });

  it('takes "%", "_" and "\\" as plain characters', async () => {
    expect(await search('%')).toEqual(['percy']);
    expect(await search('100%')).toEqual(['a_n_n']);
    expect(await search('_')).toEqual(['under']);
    expect(await search('a_n')).toEqual(['a_n_n']);
    for (const query of ['e%e', '__', 'p_rcy', '\\', "'", '*', '?', '"']) {
      expect(await search(query)).toEqual([]);
    }
  });

  it.each(['', ' ', '\t\n', '@', ' @ ', '\u0301', 'odie', 'nn', 'ann mary', 'x'.repeat(5_000)])(
    'finds nobody by %j',
    async (query) => {
      const { searchProfiles } = await app.data(operations.SearchProfiles, { query });
      expect(searchProfiles).toEqual({
        edges: [],
        pageInfo: {
          ...{ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        },
      });
    },
  );

  it('knows the new display name after a change, and no longer the old one', async () => {
    const zed = members.get('Zed') ?? null;
    await app.mutate('UpdateProfile', { displayName: 'Quentin Quux' }, zed);
    expect(await search('elo')).toEqual(['elodie']);
    expect(await search('zimmer')).toEqual([]);
    expect(await search('quux')).toEqual(['Zed']);
    expect(await search('zed')).toEqual(['Zed']);
    await app.mutate('UpdateProfile', { displayName: 'Elo Zimmer' }, zed);
    expect(await search('elo')).toEqual(['elodie', 'Zed']);
  });

  it('finds a long name by its words and by its whole', async () => {
    const displayName = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(2) + 'Senior';
    await app.mutate('UpdateProfile', { displayName }, members.get('percy'));
    expect(await search('senior')).toEqual(['percy']);
    expect(await search(displayName)).toEqual(['percy']);
    expect(await search(`${displayName}x`)).toEqual([]);
  });
});

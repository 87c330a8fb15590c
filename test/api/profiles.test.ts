import { TestApp, type Member } from '../support/app';
import { operations } from '../support/operations';

describe('a profile', () => {
  let app: TestApp;
  let ann: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann', { displayName: 'Ann' });
    await app.join('bob');
  });
  afterAll(() => app.close());

  const update = (input: object) => app.mutate('UpdateProfile', input, ann);
  const shown = async () =>
    (await app.data(operations.ProfilePage, { username: 'ann' })).profile as Record<string, any>;
  async function faultsOf(input: object): Promise<string[]> {
    const before = await shown();
    const { profile, userErrors } = await update(input);
    expect(profile).toBeNull();
    const after = await shown();
    expect({ ...after, activity: null }).toEqual({ ...before, activity: null });
    return userErrors.map(({ field, code }: any) => `${field.join('.')} ${code}`);
  }

  it.each([
    ['displayName', 'Ann of Green Gables', 'Ann of Green Gables'],
    ['displayName', '  Ann  ', 'Ann'],
    ['displayName', '%s_\\%', '%s_\\%'],
    ['about', ' Line one\n\n\tLine two\r\n ', 'Line one\n\n\tLine two'],
    ['about', 'ü'.repeat(5_000), 'ü'.repeat(5_000)],
    ['about', '👩‍👩‍👧 and <b>&amp;</b>', '👩‍👩‍👧 and <b>&amp;</b>'],
    ['location', '📍'.repeat(200), '📍'.repeat(200)],
    ['location', "Saint-Étienne; DROP TABLE 'x'", "Saint-Étienne; DROP TABLE 'x'"],
    ['interests', 'x'.repeat(1_000), 'x'.repeat(1_000)],
    ['interests', 'שלום, ᚠᛇᚻ, 漢字', 'שלום, ᚠᛇᚻ, 漢字'],
    ['homepageUrl', ' https://Ann.Example/a b?q=1#me ', 'https://ann.example/a%20b?q=1#me'],
    ['homepageUrl', 'http://пример.example', 'http://xn--e1afmkfd.example/'],
    ['avatarUrl', 'https://pictures.example:8443/ann.png', 'https://pictures.example:8443/ann.png'],
  ])('takes %s %j', async (field, given, stored) => {
    const { profile, userErrors } = await update({ [field]: given });
    expect(userErrors).toEqual([]);
    expect(profile).toMatchObject({ id: ann.id, [field]: stored });
    expect(await shown()).toMatchObject({ [field]: stored });
  });

  it('keeps what is left out, and loses what is null or blank', async () => {
    const whole = {
      displayName: 'Ann A.',
      about: 'About',
      location: 'Here',
      interests: 'Many',
      homepageUrl: 'https://ann.example/',
      avatarUrl: 'https://ann.example/me.png',
    };
    expect((await update(whole)).profile).toMatchObject(whole);
    expect((await update({ location: 'There' })).profile).toMatchObject({
      ...whole,
      location: 'There',
    });
    expect((await update({})).profile).toMatchObject({ ...whole, location: 'There' });
    const cleared = { about: null, location: '', interests: ' \n ', homepageUrl: '  ' };
    expect((await update({ ...cleared, avatarUrl: null })).profile).toEqual({
      id: ann.id,
      displayName: 'Ann A.',
      ...{ about: null, location: null, interests: null, homepageUrl: null, avatarUrl: null },
    });
  });

  const refused: Record<string, (string | null)[]> = {
    displayName: [null, '', ' ', 'x'.repeat(81), 'two\nlines', 'a\u0000b', 'a\u202Eb'],
    about: ['x'.repeat(5_001), '👀'.repeat(5_001), 'bell \u0007', 'nul \u0000 nul'],
    location: ['x'.repeat(201), '\u001b[31m'],
    interests: ['x'.repeat(1_001), '\u2066'],
  };
  it.each(
    Object.entries(refused).flatMap(([field, texts]) => texts.map((text) => ({ field, text }))),
  )('refuses the $field $text', async ({ field, text }) => {
    expect(await faultsOf({ [field]: text })).toEqual([`${field} INVALID`]);
  });

  it.each([
    ...['javascript:alert(1)', 'JavaScript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x'],
    ...['vbscript:x', 'file:///etc/passwd', 'ftp://files.example/', 'mailto:ann@example.com'],
    ...['//ann.example', 'ann.example', '/relative', 'https://', 'https:///', 'http://a b.example'],
    ...['https://ann:secret@ann.example/', 'https://ann@ann.example/', 'http://a\u0000.example/'],
    `https://ann.example/${'x'.repeat(2_000)}`,
  ])('refuses the address %j', async (address) => {
    for (const field of ['homepageUrl', 'avatarUrl'])
      expect(await faultsOf({ [field]: address })).toEqual([`${field} INVALID`]);
  });

  it('tells every fault at once, and changes nothing', async () => {
    const input = {
      displayName: '',
      about: '\u0000',
      location: 'x'.repeat(201),
      interests: '\u0000',
      homepageUrl: 'javascript:1',
      avatarUrl: 'javascript:1',
    };
    expect(await faultsOf({ ...input, location: 'fine' })).toHaveLength(5);
    expect(await faultsOf(input)).toEqual(Object.keys(input).map((field) => `${field} INVALID`));
  });

  it('is changed by nobody who is not signed in', async () => {
    const { data, errors } = await app.send(operations.UpdateProfile, { input: { about: 'x' } });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is found by its username in any case, and has an address on this server', async () => {
    for (const username of ['bob', 'BOB', 'Bob']) {
      const { profile } = await app.data(operations.ProfilePage, { username });
      expect(profile).toMatchObject({ username: 'bob', url: `${app.url}/profiles/bob` });
    }
    for (const username of ['', 'bo', 'bob ', '@bob', 'b%', 'b_b', "' OR 1=1 --"])
      expect((await app.data(operations.ProfilePage, { username })).profile).toBeNull();
  });

  it('takes many changes at once, each of them whole', async () => {
    const names = Array.from({ length: 12 }, (_value, index) => `Racer${index} Name${index}`);
    await Promise.all(names.map((displayName) => update({ displayName })));
    const { displayName } = await shown();
    expect(names).toContain(displayName);
    for (const name of names) {
      const { searchProfiles } = await app.data(operations.SearchProfiles, { query: name });
      expect(searchProfiles.edges).toHaveLength(name === displayName ? 1 : 0);
    }
  });
});

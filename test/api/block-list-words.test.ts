import { TestApp } from '../support/app';
import { Listing } from '../support/listing';

describe('words on the block list', () => {
  let app: TestApp;
  let listing: Listing;

  beforeAll(async () => {
    app = await TestApp.start();
    listing = await Listing.on(app);
  });
  afterEach(() => listing.clear());
  afterAll(() => app.close());

  it.each([
    ['café', ['CAFE', 'cafe\u0301', 'Càfé', 'CAFÉ!'], ['cafés', 'ca fé']],
    [
      'porn',
      ['pörn', 'PÓRN', 'p.o.r.n', 'P O R N now', 'a p-o-r-n'],
      ['corn', 'p o r', 'xp.o.r.n'],
    ],
    ['ano', ['ano', 'ANÓ'], ['Feliz año nuevo', 'an\u0303o']],
    ['año', ['AÑO', 'an\u0303o'], ['ano']],
    ['schön', ['Schön!', 'SCHO\u0308N'], ['schon gut']],
    ['мой', ['МОЙ', 'мо\u0438\u0306'], ['мои']],
    ['ещё', ['ЕЩЁ'], ['еда']],
    ['Straße', ['STRASSE', 'strasse'], ['Stra']],
    ['ΣΑΣ', ['σας', 'Σας', 'σάς'], ['σα']],
    ['काल', ['यह काल है'], ['कल मिलेंगे']],
    ['كتاب', ['كِتَاب'], ['كاتب']],
    ['ばか', ['ばか！', 'このばか', 'は\u3099か'], ['はか', 'ぱか']],
    ['バス', ['バス', 'ﾊﾞｽ'], ['パス']],
    ['赌博', ['来这里赌博吧', '赌 博', '赌。博'], ['赌气', '博赌']],
    ['พนัน', ['การพนัน', 'เล่นพนันออนไลน์'], ['พนน', 'พน']],
    ['도박', ['도박을 하자', '온라인도박'], ['도시']],
    ['bar赌博', ['bar赌博', 'Bar 赌博'], ['foobar赌博']],
    ['see the red fox', ['I SEE the\n\nred, fox.'], ['see the red', 'see the redfox']],
  ])('%s is in %j, not in %j', async (word, those, others) => {
    const kept = await listing.only('WORD', word);
    expect((await listing.add('WORD', kept)).entry.value).toBe(kept);
    expect(await listing.entries()).toHaveLength(1);
    for (const body of those)
      expect({ body, fate: await listing.fate(body) }).toEqual({ body, fate: 'REFUSED' });
    for (const body of others)
      expect({ body, fate: await listing.fate(body) }).toEqual({ body, fate: 'PUBLISHED' });
  });

  it.each([
    '![zonk](https://a.example/z.png)',
    '![](https://a.example/z.png "a zonk")',
    '[here](https://a.example "zonk &quot;")',
    'A z\u200bonk',
  ])('reads all that is shown: %s', async (body) => {
    await listing.only('WORD', 'zonk');
    expect(await listing.fate(body)).toBe('REFUSED');
  });

  it('takes no end of one text and beginning of another for a phrase', async () => {
    await listing.only('WORD', 'red fox');
    expect(await listing.fate('![red](https://a.example/z.png "fox")')).toBe('PUBLISHED');
  });

  it('keeps a word as it is read', async () => {
    expect(await listing.only('WORD', ' 赌  博 ')).toBe('赌博');
    expect(await listing.only('WORD', 'พนัน')).toBe('พนัน');
    expect(await listing.only('WORD', 'CAFÉ-noir')).toBe('cafe noir');
    expect(await listing.only('WORD', "don't")).toBe('don t');
  });

  it.each(['casino*', 'C++', '@bob', 'C#', '.net', '💩', 'a 💩 b', '100%', '$$$', '"casino"'])(
    'takes not %s, of which something would be left out, and says why',
    async (value) => {
      const { userErrors } = await listing.add('WORD', value);
      expect(userErrors).toMatchObject([{ field: ['value'], code: 'INVALID' }]);
      expect(userErrors[0].message).toContain('symbols');
    },
  );

  it('takes no time that grows with the list', async () => {
    const bodies = ['\ufdfa', '㌖', 'ا ', 'a.'].map((part) => part.repeat(9_998 / part.length));
    const cost = async (body: string) => {
      const start = process.cpuUsage();
      expect(await listing.fate(body)).toBe('PUBLISHED');
      return process.cpuUsage(start).user / 1_000;
    };
    const alone: number[] = [];
    for (const body of bodies) alone.push(await cost(body));
    for (let length = 1; length <= 10; length += 1)
      await listing.add('WORD', Array(length).fill('ا').join(' ') + ` x${length}`);
    for (const [index, body] of bodies.entries())
      expect(await cost(body)).toBeLessThan(2 * (alone[index] ?? 0) + 100);
  });
});

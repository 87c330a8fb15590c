import { TestApp } from '../support/app';
import { Listing } from '../support/listing';

const code = (html: string) => 'Write `' + html + '` there';

describe('hosts on the block list', () => {
  let app: TestApp;
  let listing: Listing;

  beforeAll(async () => {
    app = await TestApp.start();
    listing = await Listing.on(app);
  });
  afterEach(() => listing.clear());
  afterAll(() => app.close());

  it.each([
    '[x](HTTP://spam.example/)',
    'see Http://spam.example now',
    '[x](http:/spam.example/)',
    '[x](http:spam.example)',
    '[x](http://spam.example../)',
    '[x](http://good.example@spam.example/)',
    '[x](http://a.example "href=" ) [x](http://spam.example " href=")',
    '[x](mailto:a@spam.example)',
    '[x](mailto:b@a.example,a@www.spam.example?subject=b@c.example)',
    'write to me@spam.example',
    'go to spam.example',
    'go to www.Spam.Example/now!',
    'go to (spam\u00ad.example), now',
    'go to spam.example:8080.',
    '[x](https://a.example "at spam.example")',
    '![at spam.example](https://a.example/b.png)',
  ])('refuses %s', async (body) => {
    await listing.only('URL', 'spam.example');
    expect(await listing.fate(body)).toBe('REFUSED');
  });

  it.each([
    'spam.example.org, notspam.example, spam. example',
    '[x](mailto:spam.example@a.example)',
    'https://a.example/spam.example',
    'https://a.example/?from=spam.example',
  ])('publishes %s', async (body) => {
    await listing.only('URL', 'spam.example');
    expect(await listing.fate(body)).toBe('PUBLISHED');
  });

  it.each(['/%62ad', '//bad', '/BAD', '/x/../bad', '/bad/more?x#y', '/%42%41d/', '/bad//'])(
    'refuses the path %s',
    async (path) => {
      expect(await listing.only('URL', 'https://a.example//Bad/')).toBe('a.example/bad');
      expect(await listing.fate(`[x](https://a.example${path})`)).toBe('REFUSED');
      expect(await listing.fate(`see a.example${path}`)).toBe('REFUSED');
    },
  );

  it('tells a path from one that begins alike, or that nobody can read', async () => {
    await listing.only('URL', 'a.example/bad');
    for (const path of ['', '/', '/badly', '/ba', '/%zz/bad', '/x/bad'])
      expect([path, await listing.fate(`[x](https://a.example${path})`)]).toEqual([
        path,
        'PUBLISHED',
      ]);
    await listing.only('URL', 'a.example/%zz');
    expect(await listing.fate('[x](https://a.example/%ZZ/more)')).toBe('REFUSED');
  });

  it('takes what is shown as code for no link, but reads what it says', async () => {
    const sample = [1, 2, 3, 4, 5, 6].map((at) => `<a href="http://b${at}.example/x">`).join(' ');
    expect(await listing.fate(code(sample))).toBe('PUBLISHED');
    await listing.only('URL', 'spam.example');
    expect(await listing.fate(code('<a href="http://spam.example/x">'))).toBe('REFUSED');
  });

  it('counts links however they are written', async () => {
    const links = (write: (at: number) => string) => [...Array(40).keys()].map(write).join(' ');
    const bodies = [
      links((at) => `HTTP://b${at}.example/`),
      links((at) => `[x](http:b${at}.example)`),
    ];
    for (const [index, body] of bodies.entries()) {
      const input = { postUrl: 'https://blog.example/links', body };
      const { comment } = await app.mutate('AddComment', input, await app.join(`new${index}`));
      expect(comment.status).toBe('SPAM');
    }
  });

  it.each([
    ['URL', '*.a.example'],
    ['URL', '.spam.example'],
    ['URL', 'a.example/*'],
    ['URL', '...'],
    ['URL', 'a..b'],
    ['URL', 'co.uk'],
    ['URL', 'a b.example'],
    ['EMAIL', '*@a.example'],
    ['EMAIL', '@*.example'],
    ['EMAIL', '@com'],
    ['EMAIL', '@a..example'],
    ['EMAIL', '@.example'],
    ['EMAIL', '@co.uk'],
  ])('takes no %s that is %s, and says why', async (kind, value) => {
    const { userErrors } = await listing.add(kind, value);
    expect(userErrors).toMatchObject([{ field: ['value'], code: 'INVALID' }]);
    if (value.includes('*')) expect(userErrors[0].message).toContain('without *');
  });

  it.each([
    ['@mail.example', 'REFUSED'],
    ['@il.example', 'PUBLISHED'],
    ['@deep.mail.example', 'PUBLISHED'],
    ['ann@Mail.Example', 'REFUSED'],
    ['nn@mail.example', 'PUBLISHED'],
  ])('of addresses %s stands for whoever has it', async (value, fate) => {
    await listing.only('EMAIL', value);
    expect(await listing.fate('Hello')).toBe(fate);
  });

  it('a domain of addresses stands for those below it', async () => {
    const eve = await app.join('eve', { email: 'eve@a.b.mail.example' });
    await listing.only('EMAIL', '@B.mail.example');
    const { comment } = await app.mutate(
      'AddComment',
      { postUrl: 'https://blog.example/listed', body: 'Hello' },
      eve,
    );
    expect(comment).toBeNull();
    expect(await listing.fate('Hello')).toBe('PUBLISHED');
  });
});

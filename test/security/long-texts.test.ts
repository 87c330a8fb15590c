import { PASSWORD, TestApp, type Member } from '../support/app';
import { post } from '../support/http';
import { operations } from '../support/operations';

describe('a long text', () => {
  /** As long as a body may be: what is longer is refused, or cut, before anything looks at each of its characters. */
  const MAX = 10_000;
  const LONG = '\ufdfa'.repeat(80_000);
  let app: TestApp;
  let ann: Member;
  const lengths: number[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    for (const name of ['normalize', 'toLowerCase'] as const) {
      const original: unknown = Reflect.get(String.prototype, name);
      jest.spyOn(String.prototype, name).mockImplementation(function (this: string, form?: string) {
        lengths.push(this.length);
        return Reflect.apply(original as (form?: string) => string, this, [form]);
      });
    }
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  const joining = { username: 'eve', email: 'eve@e.example', password: PASSWORD };
  const inputs: [string, keyof typeof operations, object][] = [
    ['a username', 'ProfilePage', { username: LONG }],
    ['a search', 'SearchProfiles', { query: LONG }],
    ['an address of a page', 'Thread', { url: `https://e.example/${LONG}` }],
    ['an id', 'Node', { id: LONG }],
    ['a name to sign in', 'SignIn', { input: { identifier: LONG, password: PASSWORD } }],
    ['a password', 'SignIn', { input: { identifier: 'ann', password: LONG } }],
    ...['username', 'email', 'password', 'displayName'].map((field): [string, 'Join', object] => [
      `the ${field} of who joins`,
      'Join',
      { input: { ...joining, [field]: LONG } },
    ]),
    ['whom to follow', 'Join', { input: { ...joining, follow: [LONG] } }],
    ['a name', 'UpdateProfile', { input: { displayName: LONG } }],
    ['a text of a profile', 'UpdateProfile', { input: { about: LONG } }],
    ['a web address', 'UpdateProfile', { input: { homepageUrl: `https://e.example/${LONG}` } }],
    ['a comment', 'AddComment', { input: { postUrl: 'https://blog.example/a', body: LONG } }],
    [
      'a title',
      'AddComment',
      { input: { postUrl: 'https://b.example/a', postTitle: LONG, body: 'a' } },
    ],
  ];

  it.each(inputs)('is not folded: %s', async (_what, name, variables) => {
    lengths.length = 0;
    const sent = await post(
      app,
      { query: operations[name], variables },
      { authorization: `Bearer ${ann.token}` },
    );
    expect(sent.status).toBe(200);
    expect(lengths.length).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(MAX);
  });
});

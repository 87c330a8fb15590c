import type { SpamCandidate, SpamScore } from '../../src/moderation/spam-check';
import { TestApp, type Member } from '../support/app';
import { Moderating } from '../support/moderating';

const link = (number: number) => `https://place${number}.example/page`;
const links = (count: number) => [...Array(count).keys()].map(link).join(' and ');

describe('the usual spam check', () => {
  let app: TestApp;
  let ann: Member;
  let number = 0;
  let now = Date.now();

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => now });
  });
  beforeEach(async () => {
    number += 1;
    ann = await app.join(`ann${number}`);
  });
  afterAll(() => app.close());

  const statusOf = async (body: string, by = ann) => {
    number += 1;
    const postUrl = `https://blog.example/${number}`;
    return (await app.mutate('AddComment', { postUrl, body }, by)).comment.status;
  };
  const inTurn = async (bodies: readonly string[], by = ann) => {
    const statuses: string[] = [];
    for (const body of bodies) statuses.push(await statusOf(body, by));
    return statuses;
  };

  it('lets ordinary comments of somebody new through, with a link or two, and thanks again and again', async () => {
    const bodies = ['Hello!', links(2), links(4), ...Array<string>(10).fill('Thank you!')];
    expect(new Set(await inTurn(bodies))).toEqual(new Set(['PUBLISHED']));
  });

  it('holds many links of somebody new, not of somebody known', async () => {
    expect(await statusOf(links(6))).toBe('PENDING');
    now += 25 * 60 * 60 * 1000;
    expect(await statusOf(links(8))).toBe('PUBLISHED');
  });

  it('holds the same advertisement again and again', async () => {
    const statuses = await inTurn(Array<string>(5).fill(`Buy now at ${link(1)}`));
    expect(statuses.slice(0, 2)).toEqual(['PUBLISHED', 'PUBLISHED']);
    expect(statuses.slice(-1)).toEqual(['PENDING']);
  });

  it.each([
    ['a number', (index: number) => `Buy pills at ${link(1)} or ${link(2)} #${index}`],
    [
      'a word',
      (index: number) =>
        `Buy pills now, cheaper than they ever were at ${link(1)} or ${link(2)}${' x'.repeat(index)}`,
    ],
  ])('holds the same advertisement with %s changed', async (_what, body) => {
    const statuses = await inTurn([...Array(12).keys()].map(body));
    expect(statuses.slice(0, 2)).toEqual(['PUBLISHED', 'PUBLISHED']);
    expect(new Set(statuses.slice(5))).toEqual(new Set(['PENDING']));
  });

  it('lets one signature below different words through, and short pointers', async () => {
    now += 60 * 60 * 1000;
    const words = ['Lovely light', 'I never knew that', 'Where was this taken', 'So it goes', 'Ha'];
    const bodies = words.map((word) => `${word}\n\n-- Ann, https://ann.example/`);
    const pointers = words.map((_word, index) => `See https://code.example/issues/${index}`);
    expect(new Set(await inTurn([...bodies, ...pointers]))).toEqual(new Set(['PUBLISHED']));
  });

  it('holds very many links of whoever has said something short before', async () => {
    await inTurn(Array<string>(5).fill('Thanks!'));
    expect(await statusOf(links(100))).not.toBe('PUBLISHED');
    expect(await statusOf(links(6))).toBe('PENDING');
    now += 60 * 60 * 1000;
    expect(await statusOf(links(7))).toBe('PUBLISHED');
    expect(await statusOf(links(20))).toBe('PENDING');
    now += 25 * 60 * 60 * 1000;
    expect(await statusOf(links(100))).toBe('PENDING');
  });

  it('holds an advertisement that harmless words are changed into', async () => {
    const advert = `Fine watches, cheap as never before: ${link(8)}`;
    const comments = [];
    for (let index = 0; index < 8; index += 1) {
      number += 1;
      const bot = await app.join(`bot${number}`);
      comments.push({ bot, ...(await app.comment(bot, `https://blog.example/${number}`, 'Hi')) });
    }
    now += 2 * 60 * 60 * 1000;
    const statuses: string[] = [];
    for (const [index, { bot, id }] of comments.entries()) {
      const edit = { commentId: id, body: `${advert} ${index}` };
      statuses.push((await app.mutate('EditComment', edit, bot)).comment.status);
    }
    expect(statuses[0]).toBe('PUBLISHED');
    expect(statuses.slice(3)).not.toContain('PUBLISHED');
    expect(statuses.at(-1)).toBe('SPAM');
  });

  it('holds words that old comments are changed into again and again', async () => {
    const comments = [];
    for (let index = 0; index < 6; index += 1)
      comments.push(await app.comment(ann, `https://blog.example/${number}`, `Hi ${index}`));
    now += 2 * 24 * 60 * 60 * 1000;
    const statuses: string[] = [];
    for (const [index, { id }] of comments.entries()) {
      const edit = { commentId: id, body: `Fine watches, cheap as never: ${link(9)} ${index}` };
      statuses.push((await app.mutate('EditComment', edit, ann)).comment.status);
    }
    expect(statuses.slice(0, 4)).toEqual(Array(4).fill('PUBLISHED'));
    expect(statuses.slice(4)).toEqual(['PENDING', 'PENDING']);
  });

  it('holds one advertisement by many accounts that send it at once', async () => {
    number += 1;
    const bots = await Promise.all(
      [...Array(8).keys()].map((index) => app.join(`swarm${number}x${index}`)),
    );
    const advert = `Cheap rings, ${link(number)}`;
    const statuses = await Promise.all(bots.map((bot) => statusOf(advert, bot)));
    expect(statuses.filter((status) => status === 'PUBLISHED').length).toBeLessThan(4);
  });

  it('holds one advertisement by many accounts from one network', async () => {
    const statuses: string[] = [];
    for (let index = 0; index < 6; index += 1)
      statuses.push(
        await statusOf(`Cheap watches, ${link(7)}`, await app.join(`bot${number}x${index}`)),
      );
    expect(statuses[0]).toBe('PUBLISHED');
    expect(statuses).toContain('PENDING');
    expect(statuses.at(-1)).toBe('SPAM');
  });
});

describe('another spam check', () => {
  let app: TestApp;
  let moderating: Moderating;
  let ann: Member;
  let judge: Member;
  let answer: () => Promise<SpamScore>;
  const asked: SpamCandidate[] = [];

  beforeAll(async () => {
    const check = (candidate: SpamCandidate) => {
      asked.push(candidate);
      return answer();
    };
    app = await TestApp.start({ spamHoldAt: 0.4, spamRejectAt: 0.8 }, { spamCheck: { check } });
    moderating = new Moderating(app);
    ann = await app.join('ann');
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
  });
  afterAll(() => app.close());

  const scored = async (score: number) => {
    answer = () => Promise.resolve({ score, reasons: [] });
    return (await app.comment(ann, `https://blog.example/score/${score}`, `At ${link(3)}`)).status;
  };

  it('takes the place of the usual one, with the thresholds of the configuration', async () => {
    expect([await scored(0.39), await scored(0.4), await scored(0.8)]).toEqual([
      ...['PUBLISHED', 'PENDING', 'SPAM'],
    ]);
    expect(asked.at(-1)).toMatchObject({
      ...{ body: `At ${link(3)}`, text: `At ${link(3)}`, links: [link(3)], repeats: 1 },
      author: { commentCount: 1 },
    });
  });

  it('is told of edits, and can hold what was published', async () => {
    answer = () => Promise.resolve({ score: 0, reasons: [] });
    const comment = await app.comment(ann, 'https://blog.example/edit', 'Harmless');
    answer = () => Promise.resolve({ score: 1, reasons: [] });
    const edit = { commentId: comment.id, body: 'Spam' };
    const { comment: edited } = await app.mutate('EditComment', edit, ann);
    expect(edited).toMatchObject({ status: 'SPAM', body: 'Spam' });
    expect(await moderating.found(null, comment)).toBeNull();
  });

  it('is heard of the edit of a comment that is held already', async () => {
    answer = () => Promise.resolve({ score: 0.5, reasons: [] });
    const comment = await app.comment(ann, 'https://blog.example/held');
    const edited = async (body: string, score: number) => {
      answer = () => Promise.resolve({ score, reasons: [] });
      const { comment: after } = await app.mutate(
        'EditComment',
        { commentId: comment.id, body },
        ann,
      );
      return after.status;
    };
    expect(await edited('Doubtful', 0.5)).toBe('PENDING');
    expect(await edited('Buy pills', 1)).toBe('SPAM');
    expect(await edited('Doubtful again', 0.5)).toBe('SPAM');
    expect(await edited('Harmless', 0)).toBe('SPAM');
    expect(await moderating.decisions(judge, comment)).toMatchObject([
      { rule: 'SPAM_CHECK', before: 'PENDING', after: 'SPAM' },
      { rule: 'SPAM_CHECK', before: null, after: 'PENDING' },
    ]);
    answer = () => Promise.reject(new Error('away'));
    await app.mutate('EditComment', { commentId: comment.id, body: 'Who knows' }, ann);
    const [last] = await moderating.decisions(judge, comment);
    expect(last).toMatchObject({ rule: 'SPAM_CHECK_FAILED', before: 'SPAM', after: 'SPAM' });
  });

  it('that fails has the comment held for a moderator', async () => {
    answer = () => Promise.reject(new Error('away'));
    const comment = await app.comment(ann, 'https://blog.example/fault');
    expect(comment.status).toBe('PENDING');
    const [decision] = await moderating.decisions(judge, comment);
    expect(decision).toMatchObject({ rule: 'SPAM_CHECK_FAILED', before: null, after: 'PENDING' });
  });

  it('is not asked of what moderators write', async () => {
    answer = () => Promise.resolve({ score: 1, reasons: [] });
    const { status } = await app.comment(judge, 'https://blog.example/judge');
    expect(status).toBe('PUBLISHED');
  });
});

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

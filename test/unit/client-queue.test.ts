import { Backoff } from '../../src/client/backoff';
import { MessageQueue } from '../../src/client/message-queue';

const DONE = { done: true, value: undefined };
const given = (value: string) => ({ done: false, value });

describe("the client's queue", () => {
  let taken: string[];
  let queue: MessageQueue<string>;

  beforeEach(() => {
    taken = [];
    queue = new MessageQueue(2, (message) => void taken.push(message));
  });

  it('hands over in order what came before and what comes after it is asked for', async () => {
    queue.push('a');
    queue.push('b');
    expect(taken).toEqual([]);
    const asked = [queue.next(), queue.next(), queue.next(), queue.next()];
    queue.push('c');
    queue.push('d');
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'd'].map(given));
  });

  it('is full when as much waits as may, not when it is handed over at once', async () => {
    const asked = queue.next();
    for (const message of ['a', 'b']) queue.push(message);
    expect(queue.isFull).toBe(false);
    queue.push('c');
    expect(queue.isFull).toBe(true);
    await asked;
    await queue.next();
    expect(queue.isFull).toBe(false);
  });

  it('acts once when all is taken and more is asked for', async () => {
    const acts: string[] = [];
    queue.push('a');
    queue.whenHungry(() => void acts.push(taken.join()));
    await queue.next();
    expect(acts).toEqual([]);
    const asked = queue.next();
    expect(acts).toEqual(['a']);
    queue.push('b');
    await asked;
    void queue.next();
    expect(acts).toEqual(['a']);
  });

  it('acts at once when more is asked for already', () => {
    let acts = 0;
    void queue.next();
    queue.whenHungry(() => (acts += 1));
    expect(acts).toBe(1);
  });

  it('fails once, after what came before', async () => {
    queue.push('a');
    queue.fail(new Error('Over.'));
    queue.push('b');
    expect(await queue.next()).toEqual(given('a'));
    await expect(queue.next()).rejects.toThrow('Over.');
    expect(await queue.next()).toEqual(DONE);
  });

  it('fails the first who waits, and lets the others go', async () => {
    const asked = [queue.next(), queue.next()];
    queue.fail(new Error('Over.'));
    await expect(asked[0]).rejects.toThrow('Over.');
    expect(await asked[1]).toEqual(DONE);
    expect(await queue.next()).toEqual(DONE);
  });

  it('closes at once, and drops what came before, a failure too', async () => {
    queue.push('a');
    queue.fail(new Error('Over.'));
    queue.close();
    expect(await queue.next()).toEqual(DONE);
    expect(taken).toEqual([]);
  });

  it('does not act once it is over', async () => {
    const act = () => {
      throw new Error('It acted.');
    };
    queue.whenHungry(act);
    queue.close();
    expect(await queue.next()).toEqual(DONE);
  });
});

describe("the client's backoff", () => {
  it('doubles up to its limit, and begins anew when all is well', () => {
    const backoff = new Backoff({ minMs: 10, maxMs: 70, random: () => 1 });
    const waits = () => Array.from({ length: 5 }, () => backoff.next());
    expect(waits()).toEqual([10, 20, 40, 70, 70]);
    backoff.reset();
    expect(waits()).toEqual([10, 20, 40, 70, 70]);
  });

  it('leaves all of the wait to chance', () => {
    const numbers = [0, 0.25, 0.5];
    const random = () => numbers.shift() ?? 1;
    const backoff = new Backoff({ minMs: 100, maxMs: 1_000, random });
    expect([backoff.next(), backoff.next(), backoff.next()]).toEqual([0, 50, 200]);
  });

  it('stays at its limit for ever', () => {
    const backoff = new Backoff({ minMs: 1, maxMs: 30_000, random: () => 1 });
    for (let times = 0; times < 2_000; times += 1) backoff.next();
    expect(backoff.next()).toBe(30_000);
  });
});

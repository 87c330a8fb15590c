import { setImmediate as round } from 'node:timers/promises';
import { AnswerRoom, type AnswerShare } from '../../src/server/answer-room';
import { DomainError } from '../../src/errors';

const SIZE = 1_200;
const PATIENCE_MS = 50;

describe('the room for answers', () => {
  let room: AnswerRoom;
  beforeEach(() => (room = new AnswerRoom(SIZE, PATIENCE_MS)));

  const begin = (network: string, size: number, sent = 0) => room.begin(network, size, () => sent);
  /** Begins answers of one size, and gives those that could be by now. */
  const begun = async (network: string, count: number, size = 100): Promise<AnswerShare[]> => {
    const shares: AnswerShare[] = [];
    for (let index = 0; index < count; index += 1)
      begin(network, size).then(
        (share) => shares.push(share),
        () => undefined,
      );
    await round();
    return shares;
  };
  const refusal = { code: 'RATE_LIMITED', details: { retryAfter: expect.any(Number) } };

  it('is half for one network, and leaves as much for each that comes', async () => {
    expect(await begun('one', 20)).toHaveLength(6);
    expect(await begun('two', 20)).toHaveLength(3);
    expect(await begun('three', 20)).toHaveLength(1);
    expect(await begun('four', 20)).toHaveLength(1);
    expect(await begun('five', 20, 10)).toHaveLength(5);
    expect(room.bytes).toBeLessThan(SIZE);
  });

  it('is given to those who wait, in their order, as it is left', async () => {
    const [first, ...others] = await begun('one', 6);
    const order: string[] = [];
    const next = ['a', 'b'].map((name) => begin('one', 100).then(() => order.push(name)));
    await round();
    expect(order).toEqual([]);
    first?.leave();
    first?.leave();
    await next[0];
    expect(order).toEqual(['a']);
    others[0]?.leave();
    await Promise.all(next);
    expect(order).toEqual(['a', 'b']);
    expect(room.bytes).toBe(600);
  });

  it('is refused to whoever has waited for too long, and to others no sooner', async () => {
    await begun('one', 6);
    const late = begin('one', 100);
    await expect(late).rejects.toBeInstanceOf(DomainError);
    await expect(late).rejects.toMatchObject(refusal);
    expect(await begun('two', 1)).toHaveLength(1);
  });

  it('keeps no more than so many waiting', async () => {
    await begun('one', 6);
    const waiting = Array.from({ length: 1_000 }, () => begin('one', 100));
    for (const each of waiting) each.catch(() => undefined);
    const refused = begin('one', 100);
    room.close();
    await expect(refused).rejects.toMatchObject(refusal);
    await expect(waiting[0]).rejects.toMatchObject(refusal);
  });

  it('keeps no more waiting than there is a place for what was sent for them', async () => {
    room = new AnswerRoom(SIZE);
    await begun('one', 6);
    await begun('two', 3);
    const order: string[] = [];
    /** Of 300 bytes for all. */
    const wait = async (network: string, sent: number): Promise<string> => {
      let verdict = 'waits';
      begin(network, 300, sent).then(
        () => order.push(network),
        () => (verdict = 'refused'),
      );
      await round();
      return verdict;
    };
    expect(await wait('one', 100)).toBe('waits');
    expect(await wait('one', 51)).toBe('refused');
    expect(await wait('one', 50)).toBe('waits');
    expect(await wait('one', 1)).toBe('refused');
    expect(await wait('two', 76)).toBe('refused');
    expect(await wait('two', 75)).toBe('waits');
    expect(await wait('three', 30)).toBe('waits');
    // What was refused has left its place.
    room.close();
    expect(await wait('one', 150)).toBe('waits');
    expect(await wait('one', 1)).toBe('refused');
    expect(order).toEqual([]);
    room.close();
  });

  it('has a place for what was sent when those before it are begun', async () => {
    room = new AnswerRoom(SIZE);
    const shares = await begun('one', 6);
    const waiting = begin('one', 100, 150);
    await expect(begin('one', 100, 1)).rejects.toMatchObject(refusal);
    shares[0]?.leave();
    await waiting;
    const next = begin('one', 100, 150);
    shares[1]?.leave();
    await next;
  });

  it('takes one request of any length where no other waits', async () => {
    room = new AnswerRoom(SIZE);
    const [first] = await begun('one', 6);
    const waiting = begin('one', 100, 50 * SIZE);
    first?.leave();
    await expect(waiting).resolves.toBeDefined();
  });

  it('is there for an answer of any size when it is empty, but not beside others', async () => {
    const [alone] = await begun('one', 1, 50 * SIZE);
    alone?.grow(2 * SIZE);
    expect(room.bytes).toBe(2 * SIZE);
    alone?.leave();
    const [some] = await begun('two', 1);
    const [grows] = await begun('one', 1);
    grows?.grow(50);
    expect(room.bytes).toBe(200);
    grows?.grow(500);
    expect(room.bytes).toBe(600);
    expect(() => grows?.grow(600)).toThrow(expect.objectContaining(refusal));
    some?.leave();
    grows?.leave();
    expect(room.bytes).toBe(0);
  });

  it('keeps nothing of networks that hold nothing and for which nothing waits', async () => {
    for (let index = 0; index < 10; index += 1) {
      room.hold(`empty${index}`, 0).leave();
      (await begin(`begun${index}`, 0)).leave();
      const share = room.hold(`grown${index}`, 0);
      share.grow(10);
      share.leave();
      share.leave();
    }
    expect(room.known).toBe(0);
    const shares = await begun('one', 7);
    expect(shares).toHaveLength(6);
    const empty = begin('one', 0).then((share) => share.leave());
    for (const share of shares) share.leave();
    await empty;
    const [last] = await begun('two', 1);
    last?.leave();
    await round();
    // The seventh of those that were begun.
    expect(room.known).toBe(1);
    expect(room.bytes).toBe(100);
  });

  it('forgets a network whose answer waited until it was refused', async () => {
    const shares = [...(await begun('one', 6)), ...(await begun('two', 3))];
    const late = begin('late', 200);
    await expect(late).rejects.toMatchObject(refusal);
    expect(room.known).toBe(2);
    for (const share of shares) share.leave();
    expect(room.known).toBe(0);
  });

  it('counts what is there already, whatever room there is', async () => {
    const share = room.hold('one', 5 * SIZE);
    expect(await begun('two', 1)).toHaveLength(0);
    share.leave();
    await round();
    expect(room.bytes).toBe(100);
  });
});

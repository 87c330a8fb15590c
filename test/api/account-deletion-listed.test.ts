import { PASSWORD, TestApp, type Member } from '../support/app';
import { Moderating, moderationOperations } from '../support/moderating';
import { tracesOf } from '../support/traces';

const EMAIL = 'Zed.Quimby@listed-host.org';
const ERASED = '(an address that was deleted)';

describe('an account that is deleted, whose address is on the block list', () => {
  let app: TestApp;
  let moderating: Moderating;
  let judge: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    moderating = new Moderating(app);
    judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
  });
  afterAll(() => app.close());

  const list = async (effect: string): Promise<any> => {
    const entry = { kind: 'EMAIL', value: EMAIL, effect };
    return (await moderating.act('AddBlockListEntry', entry, judge)).entry;
  };
  const shown = async () => {
    const { blockList } = await app.data(moderationOperations.BlockList, { first: 10 }, judge);
    return blockList.edges.map(({ node }: any) => [node.id, node.value, node.effect]);
  };
  const statusBy = async (by: Member) => {
    const input = { postUrl: 'https://blog.example/listed', body: 'Words' };
    return (await app.mutate('AddComment', input, by)).comment?.status ?? null;
  };
  const leave = async (by: Member) => {
    const { userErrors } = await app.mutate('DeleteAccount', { password: PASSWORD }, by);
    expect(userErrors).toEqual([]);
    await app.app.services.departures.settled();
    expect(await tracesOf(app, ['zed.quimby', 'listed-host.org'])).toEqual([]);
  };

  it('leaves nothing of it, and writes no more when it comes again, until it is taken off', async () => {
    const zed = await app.join('zed', { email: EMAIL });
    expect(await statusBy(zed)).toBe('PUBLISHED');
    const { id, value } = await list('REFUSE');
    expect(value).toBe(EMAIL.toLowerCase());
    expect(await statusBy(zed)).toBeNull();
    await leave(zed);
    expect(await shown()).toEqual([[id, ERASED, 'REFUSE']]);

    const again = await app.join('zed-again', { email: EMAIL });
    expect(await statusBy(again)).toBeNull();
    // Listed once more it is known, and is not written down.
    expect(await list('HOLD')).toMatchObject({ id, value: ERASED, effect: 'HOLD' });
    expect(await shown()).toEqual([[id, ERASED, 'HOLD']]);
    expect(await statusBy(again)).toBe('PENDING');
    const other = await app.join('other', { email: 'other@other-host.org' });
    expect(await statusBy(other)).toBe('PUBLISHED');
    await leave(again);

    const last = await app.join('zed-last', { email: EMAIL });
    await moderating.act('RemoveBlockListEntry', { entryId: id }, judge);
    expect(await statusBy(last)).toBe('PUBLISHED');
  });
});

import { notificationsOf } from '../support/notifications';
import { ASKERS, type Asker } from './sight/askers';
import { Facts } from './sight/facts';
import { Gathering } from './sight/gathering';
import { makeWorld } from './sight/history';
import { Judge } from './sight/judge';
import { Listener } from './sight/listening';
import { Store } from './sight/store';
import { FRIEND, PAGE, POST_OF_OWNER, type World } from './sight/world';

const SIGNED_IN = ASKERS.filter((asker) => asker !== 'nobody');

describe('what each is told live', () => {
  let world: World;
  let listeners: Listener[] = [];

  beforeAll(async () => {
    world = await makeWorld();
    listeners = await Listener.all(world, null);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await world.close();
  });

  /** What is wrong with what anybody has been told since the last time, and how many messages told something. */
  async function hear(
    notified: readonly Asker[] = [],
  ): Promise<{ faults: string[]; told: number }> {
    for (const asker of notified) {
      const { nodes } = await notificationsOf(world.app, world.who(asker)!);
      world.noteNotification(asker, nodes[0].id);
    }
    for (const listener of listeners) await listener.catchUp(world);
    const store = new Store();
    const gathering = new Gathering(world, store);
    for (const listener of listeners)
      listener.tell(gathering, ({ __typename: type }) => type !== 'FeedCheckpoint');
    await gathering.askTellers();
    const judge = new Judge(new Facts(world, store), store);
    judge.judgeAll();
    const own = store.told.filter(({ type }) => type === 'Subscription');
    const messages = own.flatMap(({ value }) => (Array.isArray(value) ? value : []));
    return { faults: [...judge.faults, ...gathering.faults], told: messages.length };
  }
  const fine = { faults: [], told: expect.any(Number) };

  it('is nothing while nothing happens, and to some not even that', async () => {
    expect(await hear()).toEqual({ faults: [], told: 0 });
  });

  const acts: [string, () => Promise<unknown>, readonly Asker[]][] = [
    ['a comment of the owner', () => world.say('owner', PAGE, 'live'), []],
    ['a reply to it', () => world.say('friend', 'live', 'live reply'), ['owner']],
    ['a reply to the reply', () => world.say('member', 'live reply', 'live below'), []],
    ['a favorite of it', () => world.favorite('friend', world.id('live')), ['owner']],
    ['a favorite of the reply', () => world.favorite('member', world.id('live reply')), []],
    ['that the favorite is taken back', () => world.unfavorite('friend', world.id('live')), []],
    [
      'its edit',
      () =>
        world.change('owner', 'EditComment', { commentId: world.id('live'), body: 'Live *words*' }),
      [],
    ],
    ['its retraction, with a reply below it', () => world.delete('live'), []],
    ['a favorite by the owner', () => world.favorite('owner', world.id('of member')), ['member']],
    ['a follow by the owner', () => world.follow('owner', 'member'), ['member']],
    ['a comment on the post of the owner', () => world.say('friend', POST_OF_OWNER, 'on post'), []],
    [
      'a comment by whom the owner blocks',
      () => world.say('blocked', PAGE, 'of blocked, live'),
      [],
    ],
    [
      'a comment that mentions everybody',
      () =>
        world.say(
          FRIEND,
          PAGE,
          'all live',
          SIGNED_IN.map((name) => `@${world.usernameOf(name)}`).join(' '),
        ),
      SIGNED_IN,
    ],
  ];
  it.each(acts)('is what the tables say of %s', async (_name, act, notified) => {
    await act();
    const heard = await hear(notified);
    expect(heard).toEqual(fine);
    expect(heard.told).toBeGreaterThan(0);
  });
});

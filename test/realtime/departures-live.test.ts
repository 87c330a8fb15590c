import { PASSWORD, TestApp, type Member } from '../support/app';
import { eventually } from '../support/eventually';
import { operations } from '../support/operations';
import { RawSocket } from './raw-socket';

const PAGE = 'https://blog.example/left';

describe('somebody who deletes their account', () => {
  let app: TestApp;
  let ann: Member;
  let bob: Member;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    bob = await app.join('bob');
    await app.follow(bob, ann);
    await app.follow(ann, bob);
  });
  afterAll(() => app.close());

  it('is retracted from every feed, told of no more, and signed out of every socket', async () => {
    const sockets = await Promise.all([bob, null, ann].map((by) => RawSocket.ready(app, by)));
    const [bobs, anybodys, anns] = sockets as [RawSocket, RawSocket, RawSocket];
    bobs.subscribe('home', operations.LiveHomeFeed);
    bobs.subscribe('notices', operations.LiveNotifications);
    anybodys.subscribe('public', operations.LivePublicFeed);
    anybodys.subscribe('profile', operations.LiveProfileFeed, { username: 'ann' });
    anybodys.subscribe('post', operations.LivePostFeed, { url: PAGE });
    await bobs.until(() => bobs.feed('home').length > 0 && bobs.feed('notices').length > 0);
    const feeds = ['public', 'profile', 'post'];
    await anybodys.until(() => feeds.every((id) => anybodys.feed(id).length > 0));
    await app.comment(ann, PAGE, 'To be gone @bob');

    await app.mutate('DeleteAccount', { password: PASSWORD }, ann);
    const gone = (socket: RawSocket, id: string) =>
      socket.feed(id).some(({ __typename }: any) => __typename.endsWith('Retracted'));
    await eventually(() => gone(bobs, 'home') && gone(bobs, 'notices'));
    await eventually(() => feeds.every((id) => gone(anybodys, id)));
    const streams = [bobs.feed('home'), ...feeds.map((id) => anybodys.feed(id))];
    for (const messages of streams) {
      const first = messages.findIndex(({ __typename }: any) => __typename.endsWith('Retracted'));
      const after = JSON.stringify(messages.slice(first));
      expect(after).not.toContain('To be gone');
      expect(after).not.toContain('"username":"ann"');
    }
    expect(await anns.closeCode()).toBe(4401);
    await app.app.services.departures.settled();
    const { errors } = await app.send(operations.Viewer, {}, ann.token);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const late = await RawSocket.ready(app, null);
    late.subscribe('late', operations.LiveProfileFeed, { username: 'ann' });
    await late.until(() => JSON.stringify(late.frames).includes('NOT_FOUND'));
    await Promise.all([bobs, anybodys, late].map((socket) => socket.close()));
  });
});

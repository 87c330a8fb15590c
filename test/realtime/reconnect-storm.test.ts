import WebSocket from 'ws';
import { numberOf } from '../../src/schema/global-id';
import { TestApp } from '../support/app';
import { LiveFeed } from '../support/live';

const SUBSCRIBERS = 200;
const MISSED = 500;
const URL = 'https://blog.example/storm';

const query = `subscription ($after: String) { publicFeed(after: $after) { cursor
  ... on ActivityAdded { activity { ... on CommentActivity { comment { body } } } }
  ... on FeedCheckpoint { isLive } } }`;

/** Resumes, and resolves once it is live. @returns the words of what it missed, in the order in which they came */
function resume(socketUrl: string, after: string): Promise<string[]> {
  const socket = new WebSocket(socketUrl, 'graphql-transport-ws');
  const bodies: string[] = [];
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('close', (code, reason) => reject(new Error(`${code} ${reason.toString()}`)));
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString());
      if (type === 'connection_ack')
        socket.send(
          JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after } } }),
        );
      if (type === 'error') reject(new Error(JSON.stringify(payload)));
      if (type !== 'next') return;
      const { activity, isLive } = payload.data.publicFeed;
      if (activity) bodies.push(activity.comment.body);
      if (!isLive) return;
      resolve(bodies);
      socket.removeAllListeners('close').close();
    });
  });
}

describe('when a node starts, and all its subscribers come back at once', () => {
  let app: TestApp;
  let after: string;

  beforeAll(async () => {
    app = await TestApp.start({ maxSocketsPerAddress: null });
    const ann = await app.join('ann');
    const feed = await LiveFeed.open(app, 'LivePublicFeed');
    after = feed.lastCursor;
    await feed.close();
    const authorId = numberOf('Profile', ann.id);
    for (let number = 0; number < MISSED; number += 1)
      await app.app.services.comments.add(authorId, { postUrl: URL, body: `${number}` });
  }, 60_000);
  afterAll(() => app.close());

  it('each gets all that it missed, in order, and is live', async () => {
    const { stats } = app.app;
    const all = await Promise.all(
      Array.from({ length: SUBSCRIBERS }, () => resume(app.socketUrl, after)),
    );
    const missed = Array.from({ length: MISSED }, (_none, number) => `${number}`);
    for (const bodies of all) expect(bodies).toEqual(missed);
    expect(stats.replaysUnderWay).toBe(0);
  }, 60_000);
});

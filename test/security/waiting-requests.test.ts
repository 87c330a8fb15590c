import { AnswerRoom } from '../../src/server/answer-room';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp } from '../support/app';
import { codesOf, post } from '../support/http';

const ROOM = 4 * 2 ** 20;
/** Of one request, so that two have no place: a quarter of the room is for all, and half of that for one network. */
const LONG = 'w'.repeat(200_000);
const QUERY = 'query ($query: String!) { searchProfiles(query: $query) { edges { cursor } } }';
const SHORT = '{ viewer { id } }';

type Ask = (query: string, variables: object) => Promise<string[]>;

describe.each(['HTTP', 'WebSocket'])('requests over %s whose answers have to wait', (way) => {
  let app: TestApp;
  let room: AnswerRoom;
  let socket: RawSocket;
  let asked = 0;

  beforeAll(async () => {
    app = await TestApp.start({ answerMemoryBytes: ROOM });
    const begin = jest.spyOn(AnswerRoom.prototype, 'begin');
    await post(app, { query: SHORT });
    room = begin.mock.contexts[0]!;
    begin.mockRestore();
    socket = await RawSocket.ready(app);
  });
  afterAll(async () => {
    await socket.close();
    await app.close();
  });

  const ask: Ask = async (query, variables) => {
    if (way === 'HTTP') return codesOf(await post(app, { query, variables }));
    asked += 1;
    const [{ type, payload }] = await socket.run(`it${asked}`, query, variables);
    const errors = (type === 'error' ? payload : payload.errors) ?? [];
    return errors.map(({ extensions }: any) => extensions.code);
  };

  it('wait with as much as there is a place for, and are refused at once beyond', async () => {
    const begin = jest.spyOn(AnswerRoom.prototype, 'begin');
    const others = room.hold('elsewhere', ROOM);
    const told: string[][] = [];
    const waits = ask(QUERY, { query: LONG }).then((codes) => told.push(codes));
    while (begin.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await ask(QUERY, { query: LONG })).toEqual(['RATE_LIMITED']);
    expect(told).toEqual([]);
    others.leave();
    await waits;
    // It was begun: what it says is too long for a search, or found nobody.
    expect(told.flat()).not.toContain('RATE_LIMITED');
    expect(await ask(QUERY, { query: LONG })).not.toContain('RATE_LIMITED');
    begin.mockRestore();
  });
});

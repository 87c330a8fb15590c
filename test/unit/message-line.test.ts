import { MessageLine, type Speaker } from '../../src/server/websocket/message-line';

const MANY = 1_000;

describe('messages of clients', () => {
  let line: MessageLine;
  let heard: string[];
  let turn: number;
  let isOver: boolean;

  class Client implements Speaker {
    isBehind = false;
    isBusy = false;
    isPaused = false;
    taken: (() => void)[] = [];
    readonly turns: number[] = [];
    readonly socket: Speaker['socket'];

    constructor(
      readonly name: string,
      private readonly onHear: (text: string) => void = () => undefined,
    ) {
      const pause = () => (this.isPaused = true);
      const resume = () => (this.isPaused = false);
      this.socket = { pause, resume } as unknown as Speaker['socket'];
    }

    onceTaken(listener: () => void): void {
      this.taken.push(listener);
    }

    hear(text: string): void {
      heard.push(`${this.name}${text}`);
      this.turns.push(turn);
      this.onHear(text);
    }

    begin(id: string): void {
      this.hear(`!${id}`);
    }

    send(count: number, from = 0): void {
      for (let n = from; n < from + count; n += 1) line.hear(this, `${n}`);
    }

    get most(): number {
      const counts = new Map<number, number>();
      for (const at of this.turns) counts.set(at, (counts.get(at) ?? 0) + 1);
      return Math.max(...counts.values());
    }
  }

  const rounds = async (count: number) => {
    for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const until = async (condition: () => boolean) => {
    for (let n = 0; n < 10 * MANY && !condition(); n += 1) await rounds(1);
    expect(condition()).toBe(true);
  };
  const ofName = (name: string) => heard.filter((words) => words.startsWith(name));
  const numbered = (name: string, count: number) =>
    Array.from({ length: count }, (_item, n) => `${name}${n}`);
  const busy = (ms: number) => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  };

  beforeEach(() => {
    line = new MessageLine();
    heard = [];
    turn = 0;
    isOver = false;
    const count = () => {
      turn += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
  });
  afterEach(() => (isOver = true));

  it('are heard at once when they come alone', async () => {
    const clients = Array.from({ length: 20 }, (_item, n) => new Client(`client ${n} `));
    for (let round = 0; round < 3; round += 1) {
      for (const client of clients) client.send(1, round);
      await rounds(2);
    }
    // Nobody was kept waiting for a turn: what was sent first was heard first.
    expect(heard).toEqual(
      [0, 1, 2].flatMap((round) => clients.map(({ name }) => `${name}${round}`)),
    );
    expect(new Set(clients.flatMap(({ turns }) => turns)).size).toBeLessThanOrEqual(6);
  });

  it('come in their order, few in a turn, when one client sends many', async () => {
    const client = new Client('a');
    client.send(MANY);
    expect(heard.length).toBeLessThanOrEqual(8);
    await until(() => heard.length === MANY);
    expect(heard).toEqual(numbered('a', MANY));
    expect(client.most).toBeLessThanOrEqual(16);
  });

  it('of one that sends many let those of the others through', async () => {
    const flood = new Client('flood ');
    flood.send(MANY);
    const other = new Client('other ');
    other.send(1);
    expect(heard).toContain('other 0');
    await rounds(3);
    const before = heard.length;
    other.send(1, 1);
    expect(heard.length).toBe(before + 1);
    await until(() => heard.length === MANY + 2);
  });

  it('take turns when several send many', async () => {
    const clients = ['a', 'b', 'c'].map((name) => new Client(name));
    for (const client of clients) client.send(MANY);
    await until(() => ofName('a').length > MANY / 2);
    const counts = clients.map(({ name }) => ofName(name).length);
    expect(Math.min(...counts)).toBeGreaterThan(MANY / 4);
    await until(() => heard.length === 3 * MANY);
    for (const { name } of clients) expect(ofName(name)).toEqual(numbered(name, MANY));
  });

  it('that take long leave the rest of the round to others', async () => {
    const clients = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => new Client(name, () => busy(2)));
    for (const client of clients) client.send(10);
    await until(() => heard.length === 60);
    // One message each in a turn, and no more such turns in a round than its time allows.
    for (const client of clients) expect(client.most).toBeLessThanOrEqual(2);
    const turns = clients.flatMap((client) => client.turns);
    for (const at of turns) expect(turns.filter((each) => each === at).length).toBeLessThan(12);
  });

  it('are not read on while too many wait, in number or in size, until all are heard', async () => {
    const client = new Client('a');
    client.send(200);
    expect(client.isPaused).toBe(false);
    client.send(200, 200);
    expect(client.isPaused).toBe(true);
    await until(() => heard.length === 400);
    await rounds(2);
    expect(client.isPaused).toBe(false);

    const large = new Client('b');
    for (let n = 0; n < 12; n += 1) line.hear(large, 'x'.repeat(200_000));
    expect(large.isPaused).toBe(true);
    await until(() => ofName('b').length === 12);
    await rounds(2);
    expect(large.isPaused).toBe(false);
  });

  it('are not heard while the client is behind with reading, and are when it is not', async () => {
    const client = new Client('a', (text) => (client.isBehind = text === '3'));
    client.send(MANY);
    await rounds(5);
    expect(heard).toEqual(numbered('a', 4));
    expect(client.isPaused).toBe(true);
    line.begin(client, 'id');
    line.goOn(client);
    await rounds(5);
    expect(heard).toHaveLength(4);
    // Told once, however often it was its turn.
    expect(client.taken).toHaveLength(1);
    client.isBehind = false;
    client.taken[0]?.();
    await until(() => heard.length === MANY + 1);
    expect(heard[4]).toBe('a!id');
    await rounds(2);
    expect(client.isPaused).toBe(false);
  });

  it('are not heard while the client is busy, but what it waits for is', async () => {
    const client = new Client('a');
    client.isBusy = true;
    client.send(2);
    await rounds(5);
    expect(heard).toEqual([]);
    expect(client.isPaused).toBe(true);
    line.begin(client, 'id');
    await rounds(5);
    expect(heard).toEqual(['a!id']);
    client.isBusy = false;
    line.goOn(client);
    await until(() => heard.length === 3);
    expect(heard).toEqual(['a!id', 'a0', 'a1']);
    await rounds(2);
    expect(client.isPaused).toBe(false);
  });

  it('that still wait are gone when their client is, also in the middle of its turn', async () => {
    const client = new Client('a', (text) => {
      if (text === '20') line.forget(client);
    });
    const other = new Client('b');
    client.send(MANY);
    other.send(100);
    await until(() => ofName('b').length === 100);
    await rounds(5);
    expect(ofName('a')).toEqual(numbered('a', 21));
    expect(client.isPaused).toBe(false);
  });
});

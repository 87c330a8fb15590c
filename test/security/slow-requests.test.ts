import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { post } from '../support/http';

const TIMES = { headersMs: 400, requestMs: 800, idleMs: 400, checkMs: 50 };
const BODY = JSON.stringify({ query: '{ __typename }' });
const HEADERS = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n`;
const UPGRADE =
  'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';

/** One connection, what came on it, and how it ended. */
class Line {
  heard = '';
  isOver = false;
  private sending: NodeJS.Timeout | null = null;

  private constructor(readonly tcp: Socket) {
    tcp.on('data', (data: Buffer) => (this.heard += data.toString('latin1')));
    tcp.on('error', () => undefined);
    tcp.on('close', () => {
      this.isOver = true;
      if (this.sending) clearInterval(this.sending);
    });
  }

  static async open(app: TestApp): Promise<Line> {
    const { hostname, port } = new URL(app.url);
    const line = new Line(connect(Number(port), hostname));
    await once(line.tcp, 'connect');
    return line;
  }

  /** Sends a text a character at a time, so that the line is never silent for long. */
  drip(text: string): void {
    let at = 0;
    this.sending = setInterval(() => {
      this.tcp.write(text[at % text.length] ?? '');
      at += 1;
    }, 20);
  }

  over(): Promise<void> {
    return eventually(() => this.isOver);
  }
}

describe('a client that is slow on purpose', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start({}, { requestTimes: TIMES, socketTimes: { initMs: 400 } });
  });
  afterEach(() => app.close());

  const othersAreAnswered = async () => {
    const began = performance.now();
    expect((await post(app, BODY)).answer).toEqual({ data: { __typename: 'Query' } });
    return performance.now() - began;
  };

  it.each<[what: string, begin: (line: Line) => void]>([
    ['sends nothing', () => undefined],
    [
      'sends its headers a letter at a time',
      (line) => line.drip(`${HEADERS}x-a: ${'a'.repeat(5_000)}`),
    ],
    ['sends headers without end', (line) => line.drip(`${HEADERS}${'x-a: b\r\n'.repeat(9_999)}`)],
    ['never sends its body', (line) => line.tcp.write(`${HEADERS}\r\n`)],
    [
      'sends its body a letter at a time',
      (line) => {
        line.tcp.write(`${HEADERS.replace(String(BODY.length), '200000')}\r\n`);
        line.drip(BODY);
      },
    ],
    [
      'sends chunks of its body without end',
      (line) => {
        line.tcp.write(
          'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
        );
        line.drip('1\r\n \r\n');
      },
    ],
    [
      'asks for a WebSocket a letter at a time',
      (line) => line.drip(`${UPGRADE}x-a: ${'a'.repeat(5_000)}`),
    ],
  ])('and %s is cut, and others are answered meanwhile', async (_what, begin) => {
    const lines = await Promise.all(Array.from({ length: 30 }, () => Line.open(app)));
    for (const line of lines) begin(line);
    await othersAreAnswered();
    for (const line of lines) await line.over();
    for (const { heard } of lines) expect(heard).not.toMatch(/^HTTP\/1.1 200/);
    await othersAreAnswered();
  });

  it('and keeps a connection that it does not use is cut after an answer', async () => {
    const line = await Line.open(app);
    line.tcp.write(`${HEADERS}\r\n${BODY}`);
    await eventually(() => line.heard.includes('{"data":{"__typename":"Query"}}'));
    await line.over();
  });

  it('and says nothing on a WebSocket, or half a frame of it, is cut', async () => {
    const silent = await RawSocket.open(app);
    const half = await RawSocket.open(app);
    const { _socket: stream } = half.socket as unknown as { _socket: Socket };
    // The head of a long text that never comes.
    stream.write(Buffer.from([0x81, 0xfe, 0xff, 0xff, 0, 0, 0, 0, 0x7b]));
    expect(await silent.closeCode()).toBe(4408);
    await eventually(() => half.closed !== null);
    await othersAreAnswered();
  });

  it('and sends half of a message once it has introduced itself is cut by its silence', async () => {
    await app.close();
    app = await TestApp.start({}, { socketTimes: { keepAliveMs: 150 } });
    const half = await RawSocket.ready(app, null, { client: { autoPong: false } });
    const { _socket: stream } = half.socket as unknown as { _socket: Socket };
    stream.write(Buffer.from([0x81, 0xfe, 0xff, 0xff, 0, 0, 0, 0, 0x7b]));
    await eventually(() => half.closed !== null);
    await othersAreAnswered();
  });
});

describe('the connections of one address', () => {
  it('are no more than allowed, and make room when they end', async () => {
    const app = await TestApp.start({ maxConnectionsPerAddress: 5 });
    const lines = await Promise.all(Array.from({ length: 5 }, () => Line.open(app)));
    const refused = await Line.open(app);
    await refused.over();
    expect(refused.heard).toBe('');
    expect(lines.some(({ isOver }) => isOver)).toBe(false);
    for (const line of lines) line.tcp.destroy();
    await eventually(() =>
      post(app, BODY)
        .then(({ status }) => status === 200)
        .catch(() => false),
    );
    await app.close();
  });

  it('are a proxy’s to count where one stands before the server', async () => {
    const app = await TestApp.start({ maxConnectionsPerAddress: 1, trustedProxies: 1 });
    const lines = await Promise.all(Array.from({ length: 5 }, () => Line.open(app)));
    expect((await post(app, BODY)).status).toBe(200);
    for (const line of lines) line.tcp.destroy();
    await app.close();
  });
});

import { connect } from 'node:net';
import {
  CLOSE,
  clientFrame,
  endOfAnswer,
  frameCutter,
  greeting,
  PING,
  PONG,
  TEXT,
} from './websocket-frames.mjs';

/** All sockets of the process read into one buffer. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/** A WebSocket client that does next to nothing with what it gets: it shares the machine with the server that is measured. */
export class RawSocket {
  /** Resolves once messages can be sent. */
  opened;
  #socket;
  #isClosing = false;

  /**
   * @param {string} url `http://…` of the server
   * @param {string | null} protocol the subprotocol to ask for
   * @param {(bytes: Buffer, start: number, end: number) => void} onMessage told where in a buffer a message lies; it is
   *   overwritten by what arrives next
   * @param {(error: Error) => void} onFailure told of any end before `close` is called
   */
  constructor(url, { protocol, onMessage, onFailure }) {
    const { hostname, port, host } = new URL(url);
    const cut = frameCutter((code, bytes, start, end) => {
      if (code === TEXT) onMessage(bytes, start, end);
      else this.#obey(code, bytes.subarray(start, end));
    });
    const fail = (error) => {
      if (!this.#isClosing) onFailure(error);
      this.close();
    };
    this.opened = new Promise((resolve) => {
      let answer = '';
      const take = (bytes) => {
        if (answer === null) return cut(bytes);
        const before = answer.length;
        answer += bytes.latin1Slice();
        const end = endOfAnswer(answer);
        if (end === null) return;
        answer = null;
        resolve();
        // What follows in the same packet is a frame already.
        cut(bytes.subarray(end - before));
      };
      const callback = (length, buffer) => {
        try {
          take(buffer.subarray(0, length));
        } catch (error) {
          fail(error);
        }
        return true;
      };
      const onread = { buffer: shared, callback };
      this.#socket = connect({ host: hostname, port: Number(port), noDelay: true, onread });
    });
    this.#socket.on('connect', () => this.#socket.write(greeting(host, protocol)));
    this.#socket.on('error', fail);
    this.#socket.on('close', () => fail(new Error('The server ended a connection.')));
    this.#socket.resume();
  }

  send(text) {
    this.#socket.write(clientFrame(TEXT, Buffer.from(text)));
  }

  close() {
    this.#isClosing = true;
    this.#socket.destroy();
  }

  #obey(code, content) {
    if (code === PING) this.#socket.write(clientFrame(PONG, content));
    if (code === CLOSE)
      throw new Error(`The server closed a socket with ${content.readUInt16BE()}.`);
  }
}

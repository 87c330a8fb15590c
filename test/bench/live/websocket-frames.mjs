/** As much of the WebSocket protocol (RFC 6455) as a client needs that trusts its server. */
export const TEXT = 0x1;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

/** What a client opens a connection with. @param {string | null} protocol the subprotocol to ask for */
export const greeting = (host, protocol) =>
  [
    'GET /graphql HTTP/1.1',
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...(protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : []),
    '\r\n',
  ].join('\r\n');

/** Where the answer to the greeting ends in what has arrived; null while it has not. @param {string} answer */
export function endOfAnswer(answer) {
  const found = answer.indexOf('\r\n\r\n');
  if (found === -1) return null;
  if (!answer.startsWith('HTTP/1.1 101')) throw new Error(`This is no WebSocket: ${answer}`);
  return found + 4;
}

/** A client's frame. It must be masked; a mask of zeros leaves the bytes as they are. */
export function clientFrame(code, bytes) {
  const isLong = bytes.length > 125;
  const length = isLong
    ? [126 | 0x80, bytes.length >> 8, bytes.length & 0xff]
    : [bytes.length | 0x80];
  return Buffer.concat([Buffer.from([code | 0x80, ...length, 0, 0, 0, 0]), bytes]);
}

/**
 * Cuts what arrives into frames.
 * @param {(code: number, bytes: Buffer, start: number, end: number) => void} onFrame told where a frame's content lies
 * @returns {(bytes: Buffer) => void} takes what has arrived; keeps none of the bytes that it is given
 */
export function frameCutter(onFrame) {
  let rest = null;
  return (arrived) => {
    const bytes = rest ? Buffer.concat([rest, arrived]) : arrived;
    let at = 0;
    for (;;) {
      const start = contentOf(bytes, at);
      const end = start === null ? null : start + lengthOf(bytes, at);
      if (end === null || end > bytes.length) break;
      onFrame(bytes[at] & 0x0f, bytes, start, end);
      at = end;
    }
    rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : null;
  };
}

const MEDIUM = 126;
const LONG = 127;

/** Where the content of the frame at a place starts; null when the frame's head has not arrived whole. */
function contentOf(bytes, at) {
  if (bytes.length < at + 2) return null;
  const short = bytes[at + 1];
  const start = at + (short === LONG ? 10 : short === MEDIUM ? 4 : 2);
  return start <= bytes.length ? start : null;
}

function lengthOf(bytes, at) {
  const short = bytes[at + 1];
  if (short === LONG) return Number(bytes.readBigUInt64BE(at + 2));
  return short === MEDIUM ? bytes.readUInt16BE(at + 2) : short;
}

const FINAL_TEXT = 0x81;
const MAX_SHORT = 125;
const MEDIUM = 126;
const MAX_MEDIUM = 0xffff;
const LONG = 127;

/**
 * A whole text message as one WebSocket frame, as servers send it: not masked (RFC 6455, section 5.2). In one piece: ws
 * writes the head of each frame as a piece of its own, which costs the system as much as the rest.
 * @param parts the message in UTF-8, in pieces
 */
export function textFrame(parts: readonly Buffer[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  const headLength = headLengthOf(length);
  const frame = Buffer.allocUnsafe(headLength + length);
  frame[0] = FINAL_TEXT;
  if (headLength === 2) frame[1] = length;
  else if (headLength === 4) {
    frame[1] = MEDIUM;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LONG;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  let at = headLength;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}

function headLengthOf(length: number): number {
  if (length <= MAX_SHORT) return 2;
  return length <= MAX_MEDIUM ? 4 : 10;
}

const FINAL_TEXT = 0x81;
const MAX_SHORT = 125;
const MEDIUM = 126;
const MAX_MEDIUM = 0xffff;
const LONG = 127;

/** Longer frames get a buffer of their own. */
const ROOM_BYTES = 16 * 1024;

/**
 * Where one frame is made after the other: the system mostly takes each at once, and a buffer for each of thousands costs
 * more than what is written to it.
 */
export class FrameRoom {
  private bytes = newRoom();
  private last = this.bytes;

  /** @returns a buffer of that many bytes, good until the next is taken */
  take(size: number): Buffer {
    if (size > ROOM_BYTES) return Buffer.allocUnsafe(size);
    // What goes to a group is mostly of one length.
    if (this.last.length !== size) this.last = this.bytes.subarray(0, size);
    return this.last;
  }

  /** Lets what was taken last be kept by whoever has it. */
  leave(): void {
    this.bytes = newRoom();
    this.last = this.bytes;
  }
}

const newRoom = (): Buffer => Buffer.allocUnsafeSlow(ROOM_BYTES);

/**
 * A whole text message as one WebSocket frame, as servers send it: not masked (RFC 6455, section 5.2). In one piece: ws
 * writes the head of each frame as a piece of its own, which costs the system as much as the rest.
 * @param parts the message in UTF-8, in pieces
 * @param room where it is made, if it is not to be a buffer of its own
 */
export function textFrame(parts: readonly Buffer[], room?: FrameRoom): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  const headLength = headLengthOf(length);
  const size = headLength + length;
  const frame = room ? room.take(size) : Buffer.allocUnsafe(size);
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

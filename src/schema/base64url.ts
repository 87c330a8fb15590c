/** An answer has hundreds of ids and cursors: a buffer for each costs more than writing them. */
const room = Buffer.allocUnsafeSlow(256);

/** @param text of at most 256 characters, all of them ASCII */
export function toBase64url(text: string): string {
  return room.toString('base64url', 0, room.write(text, 'latin1'));
}

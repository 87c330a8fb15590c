import type { PassThrough } from 'node:stream';
import WebSocket from 'ws';
import { FrameRoom, textFrame } from '../../src/server/websocket/text-frame';

/** What ws itself makes of such a frame, as a server sends it. */
const byWs = (text: string): Buffer => {
  const sender = (WebSocket as unknown as { Sender: SenderClass }).Sender;
  const options = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true };
  return Buffer.concat(sender.frame(Buffer.from(text), options));
};
interface SenderClass {
  new (socket: PassThrough): unknown;
  frame(data: Buffer, options: object): Buffer[];
}

describe('a text message in one frame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
    'is as ws frames it, with %i bytes',
    (length) => {
      const text = 'x'.repeat(length);
      expect(textFrame([Buffer.from(text)]).equals(byWs(text))).toBe(true);
    },
  );

  it('joins its pieces, none of which it changes', () => {
    const pieces = ['{"é":', '', '"\u{1f600}"', '}'].map((piece) => Buffer.from(piece));
    const before = pieces.map((piece) => piece.toString());
    expect(textFrame(pieces).equals(byWs(before.join('')))).toBe(true);
    expect(pieces.map((piece) => piece.toString())).toEqual(before);
  });

  it('is the same where others were made before, and stays so once it is left', () => {
    const room = new FrameRoom();
    const texts = ['a', 'bc', 'x'.repeat(1_000), 'y'.repeat(1_000), 'z'.repeat(20_000), '', 'd'];
    const kept = texts.map((text) => {
      const frame = textFrame([Buffer.from(text)], room);
      expect(frame.equals(byWs(text))).toBe(true);
      room.leave();
      return frame;
    });
    expect(kept.map((frame, index) => frame.equals(byWs(texts[index]!)))).not.toContain(false);
    const [first, second] = ['one', 'two'].map((text) => textFrame([Buffer.from(text)], room));
    expect([first, second!.equals(byWs('two'))]).toEqual([second, true]);
  });
});

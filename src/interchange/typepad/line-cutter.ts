/** Longer lines are text, whatever they look like. */
export const MAX_LINE_BYTES = 64 * 1024;
const LF = 0x0a;

/** Some of a file: whole lines, of which only the last of the file may lack its end; or a piece of a long line. */
export interface Cut {
  readonly bytes: Buffer;
  readonly kind: 'LINES' | 'LONG_LINE';
}

/** Cuts a stream between its lines, wherever its chunks end, and holds no more than a chunk and a line. */
export class LineCutter {
  private parts: Buffer[] = [];
  private held = 0;
  private isInLongLine = false;

  *cut(chunk: Buffer): Generator<Cut> {
    const start = this.isInLongLine ? chunk.indexOf(LF) + 1 : 0;
    if (this.isInLongLine) {
      yield { bytes: start === 0 ? chunk : chunk.subarray(0, start), kind: 'LONG_LINE' };
      if (start === 0) return;
      this.isInLongLine = false;
    }
    const end = chunk.lastIndexOf(LF) + 1;
    if (end > start) yield* this.linesTo(chunk.subarray(start, end));
    this.hold(chunk.subarray(Math.max(start, end)));
    if (this.held < MAX_LINE_BYTES) return;
    this.isInLongLine = true;
    yield { bytes: this.take(), kind: 'LONG_LINE' };
  }

  /** The last line, where nothing ends it. */
  *end(): Generator<Cut> {
    if (this.held > 0) yield { bytes: this.take(), kind: 'LINES' };
  }

  private *linesTo(bytes: Buffer): Generator<Cut> {
    if (this.held > 0) {
      this.hold(bytes);
      yield { bytes: this.take(), kind: 'LINES' };
    } else yield { bytes, kind: 'LINES' };
  }

  private hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.held += bytes.length;
  }

  private take(): Buffer {
    const [only, ...others] = this.parts;
    const bytes = only && others.length === 0 ? only : Buffer.concat(this.parts);
    this.parts = [];
    this.held = 0;
    return bytes;
  }
}

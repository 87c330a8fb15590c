/** Gathers pieces of a stream up to a limit; past it they are let go, so that no file can fill the memory. */
export class ByteGatherer {
  private parts: Buffer[] = [];
  private length = 0;

  constructor(private readonly limit: number) {}

  get isTooLong(): boolean {
    return this.length > this.limit;
  }

  add(part: Buffer): void {
    this.length += part.length;
    if (this.isTooLong) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  /** The last bytes, as far as they are characters of ASCII. */
  tail(count: number): string {
    let tail = '';
    for (let index = this.parts.length - 1; index >= 0 && tail.length < count; index -= 1)
      tail = `${this.parts[index]?.subarray(-count).toString('latin1') ?? ''}${tail}`;
    return tail.slice(-count);
  }

  /** Everything gathered, and starts anew. */
  take(): Buffer {
    const bytes = this.peek();
    this.parts = [];
    this.length = 0;
    return bytes;
  }

  peek(): Buffer {
    const [only, ...others] = this.parts;
    return only && others.length === 0 ? only : Buffer.concat(this.parts);
  }
}

/** A set of row ids, a bit each: a million of them take 125 kB. */
export class IdSet {
  private bits = new Uint8Array(1_024);
  size = 0;

  add(id: number): void {
    const index = Math.floor(id / 8);
    if (index >= this.bits.length) this.grow(index);
    const byte = this.bits[index] ?? 0;
    const bit = 1 << (id % 8);
    if ((byte & bit) !== 0) return;
    this.bits[index] = byte | bit;
    this.size += 1;
  }

  has(id: number): boolean {
    return ((this.bits[Math.floor(id / 8)] ?? 0) & (1 << (id % 8))) !== 0;
  }

  private grow(index: number): void {
    const larger = new Uint8Array((index + 1) * 2);
    larger.set(this.bits);
    this.bits = larger;
  }
}

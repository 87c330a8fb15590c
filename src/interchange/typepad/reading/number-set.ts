/** A set of whole numbers up to 2^53 - 1, but 0, in some ten bytes each: millions of digests fit where a Set would not. */
export class NumberSet {
  private slots = new Float64Array(1_024);
  size = 0;

  /** @returns whether it is new */
  add(number: number): boolean {
    if (this.size * 4 > this.slots.length * 3) this.grow();
    return this.put(number);
  }

  has(number: number): boolean {
    return this.slots[this.slotOf(number)] === number;
  }

  private put(number: number): boolean {
    const slot = this.slotOf(number);
    if (this.slots[slot] === number) return false;
    this.slots[slot] = number;
    this.size += 1;
    return true;
  }

  /** Where a number is, or has to go. */
  private slotOf(number: number): number {
    const mask = this.slots.length - 1;
    let slot = number % this.slots.length;
    for (;;) {
      const held = this.slots[slot];
      if (held === 0 || held === number) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const held = this.slots;
    this.slots = new Float64Array(held.length * 2);
    this.size = 0;
    for (const number of held) if (number !== 0) this.put(number);
  }
}

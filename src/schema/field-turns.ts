/** So many begin in one turn of the event loop: some milliseconds of work. A page of a hundred has as many. */
const FIELDS_A_TURN = 300;

/**
 * Spreads the fields of one execution that take arguments over turns of the event loop. Those of all items of a list, and of
 * a hundred lists that came together, would begin at once: nobody else would be served meanwhile, and that most of them fail
 * would be known when all have been tried.
 */
export class FieldTurns {
  private begun = 0;
  private readonly waiting: (() => void)[] = [];

  /** @returns when one more field may begin; null for now */
  next(): Promise<void> | null {
    this.begun += 1;
    if (this.begun <= FIELDS_A_TURN) return null;
    if (this.waiting.length === 0) setImmediate(() => this.turn());
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private turn(): void {
    const now = this.waiting.splice(0, FIELDS_A_TURN);
    this.begun = now.length;
    for (const begin of now) begin();
    if (this.waiting.length > 0) setImmediate(() => this.turn());
  }
}

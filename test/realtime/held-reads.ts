import type { Queryable } from '../../src/database/statement';

/** The database's reads, of which a test can hold up the next ones; where it is late, their answers. */
export class HeldReads implements Queryable {
  private free = Number.POSITIVE_INFINITY;
  private heldTable = '';
  private readonly held: (() => void)[] = [];
  private onHeld: (() => void) | null = null;

  constructor(
    private readonly reads: Queryable,
    private readonly isLate = false,
  ) {}

  async all(...read: Parameters<Queryable['all']>): Promise<any[]> {
    const isMeant = read[0].sqlite.text.includes(this.heldTable);
    if (isMeant) this.free -= 1;
    const isHeld = isMeant && this.free < 0;
    const late = this.isLate ? await this.reads.all(...read) : null;
    if (isHeld)
      await new Promise<void>((resolve) => {
        this.held.push(resolve);
        this.onHeld?.();
      });
    return late ?? this.reads.all(...read);
  }

  /** Lets so many reads of a table pass, or of any. @returns when another waits */
  holdAfter(count: number, table = ''): Promise<void> {
    this.free = count;
    this.heldTable = table;
    return new Promise((resolve) => (this.onHeld = resolve));
  }

  release(): void {
    this.free = Number.POSITIVE_INFINITY;
    for (const go of this.held.splice(0)) go();
  }

  /** Lets those that wait go on. @returns when another read of the table waits */
  async holdNext(table: string): Promise<void> {
    const isHeld = this.holdAfter(0, table);
    for (const go of this.held.splice(0)) go();
    await isHeld;
  }
}

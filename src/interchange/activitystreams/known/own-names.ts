import type { Queryable } from '../../../database/statement';
import { parseOwnName, type OwnKind, type OwnName } from '../own-name';
import { newestNumber, ownRows } from './own.queries';

/** What a name that this database gave stands for. */
export interface OwnThing {
  readonly kind: OwnKind;
  /** Null where it is gone. */
  readonly id: number | null;
}

const KINDS = ['profile', 'comment', 'activity'] as const;

/** The names that this database gave, as they are in one unit. */
export class OwnNames {
  private readonly known = new Map<string, OwnThing | null>();

  constructor(
    private readonly on: Queryable,
    /** What this database is told from others by. */
    private readonly instance: string,
  ) {}

  /** Looks names up, all at once. */
  async load(names: readonly string[]): Promise<void> {
    const given = names.flatMap((text) => {
      const name = this.known.has(text) ? null : parseOwnName(text);
      return name?.instance === this.instance ? [{ text, name }] : [];
    });
    for (const kind of KINDS)
      await this.lookUp(
        kind,
        given.filter(({ name }) => name.kind === kind),
      );
  }

  /** What a name stands for; null where this database did not give it. */
  async find(text: string): Promise<OwnThing | null> {
    await this.load([text]);
    return this.known.get(text) ?? null;
  }

  /**
   * A name whose number something else has here is of another life of this database: it was restored from an older copy
   * and went on in both. So is one with a number that was never given here. Where there is nothing any longer, it is gone.
   */
  private async lookUp(
    kind: OwnKind,
    given: readonly { text: string; name: OwnName }[],
  ): Promise<void> {
    if (given.length === 0) return;
    const numbers = [...new Set(given.map(({ name }) => name.number))];
    const rows = new Map((await ownRows(this.on, kind, numbers)).map((row) => [row.id, row]));
    const isAnyMissing = numbers.some((number) => !rows.has(number));
    const newest = isAnyMissing ? await newestNumber(this.on, kind) : 0;
    for (const { text, name } of given) {
      const row = rows.get(name.number);
      if (row) this.known.set(text, row.mark === name.mark ? { kind, id: row.presentId } : null);
      else this.known.set(text, name.number < newest ? { kind, id: null } : null);
    }
  }
}

import type { Queryable } from '../database/statement';
import { rateLimited, unauthenticated } from '../errors';
import { Permits } from '../permits';
import { OWN_LISTS, type OwnList, type OwnPart } from './own-export.queries';
import type { SessionService } from './session.service';
import type { Viewer } from './viewer';

/** Rows that are read, and kept until they are taken, at a time. */
const PAGE = 100;
/** Pages that are read at once, for all who export: the database has other things to do. */
const READ_AT_ONCE = 2;
/** When an account may begin another one: it depends on when the first is over. */
const RETRY_AFTER_S = 10;

/** An export that has begun. */
export interface OwnExport {
  /** One JSON object, part by part: it is of any length. @throws DomainError in the middle, where the session ends */
  readonly parts: AsyncIterable<string>;
  /** To be called when it is over, whether or not all of it was read. */
  readonly end: () => void;
}

type Told = Readonly<Record<string, unknown>>;

interface Asked {
  readonly viewer: Viewer;
  readonly giveWay: () => Promise<void>;
}

/** Gives people everything that the server holds about them. */
export class OwnExportService {
  private readonly permits = new Permits(READ_AT_ONCE);
  /** The accounts that are being exported. */
  private readonly underWay = new Set<number>();

  constructor(
    private readonly reads: Queryable,
    private readonly sessions: SessionService,
  ) {}

  /**
   * Each page is read when the one before is taken, so that nobody who reads slowly keeps a state of the database alive:
   * what is written meanwhile may be in it or not.
   * @param giveWay lets go first what somebody waits for
   * @throws DomainError RATE_LIMITED where one of the account is under way
   */
  begin(viewer: Viewer, giveWay: () => Promise<void>): OwnExport {
    const { accountId } = viewer;
    if (this.underWay.has(accountId))
      throw rateLimited('You are being sent an export already: take it first.', RETRY_AFTER_S);
    this.underWay.add(accountId);
    return { parts: this.read({ viewer, giveWay }), end: () => this.underWay.delete(accountId) };
  }

  private async *read(asked: Asked): AsyncGenerator<string> {
    let separator = '{\n';
    for (const list of OWN_LISTS) {
      yield `${separator}${JSON.stringify(list.name)}: [`;
      yield* this.rowsOf(list, asked);
      yield ']';
      separator = ',\n';
    }
    yield '\n}\n';
  }

  private async *rowsOf({ parts }: OwnList, asked: Asked): AsyncGenerator<string> {
    let separator = '\n';
    for (const part of parts)
      for await (const rows of this.pagesOf(part, asked)) {
        yield `${separator}${rows.map(toJson).join(',\n')}`;
        separator = ',\n';
      }
  }

  private async *pagesOf(part: OwnPart, asked: Asked): AsyncGenerator<Told[]> {
    const { profileId } = asked.viewer;
    for (let after = part.start; ;) {
      const found = await this.inTurn(asked, () =>
        this.reads.all(part.places, { profileId, after }),
      );
      const last = found.at(-1);
      if (!last) return;
      for (let begin = 0; begin < found.length; begin += PAGE) {
        const places = found.slice(begin, begin + PAGE).map(({ place }) => place);
        const rows = await this.inTurn(asked, () =>
          this.reads.all(part.rows, { profileId, places: places as number[] | string[] }),
        );
        if (rows.length > 0) yield rows;
      }
      after = last.place;
    }
  }

  private async inTurn<T>({ viewer, giveWay }: Asked, read: () => Promise<T>): Promise<T> {
    await giveWay();
    await this.permits.take();
    try {
      const isOpen = (await this.sessions.stillOpen([viewer.tokenHash])).size > 0;
      if (!isOpen) throw unauthenticated('The session ended.');
      return await read();
    } finally {
      this.permits.give();
    }
  }
}

/** Instants as people read them; SQLite has no booleans and gives 0 or 1. */
function toJson(row: Told): string {
  const told = Object.entries(row).map(([name, value]) => {
    if (name.endsWith('At') && typeof value === 'number')
      return [name, new Date(value).toISOString()] as const;
    return [name, /^is[A-Z]/.test(name) ? Boolean(value) : value] as const;
  });
  return JSON.stringify(Object.fromEntries(told));
}

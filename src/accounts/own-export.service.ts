import type { Queryable } from '../database/statement';
import { unauthenticated } from '../errors';
import { OWN_LISTS, type OwnList, type OwnRow } from './own-export.queries';
import type { SessionService } from './session.service';
import type { Viewer } from './viewer';

/** Gives people everything that the server holds about them. */
export class OwnExportService {
  constructor(
    private readonly reads: Queryable,
    private readonly sessions: SessionService,
  ) {}

  /**
   * One JSON object, part by part: it is of any length. Each page of it is read when the one before is taken, so that
   * nobody who reads slowly keeps a state of the database alive: what is written meanwhile may be in it or not.
   * @throws DomainError in the middle, where the session ends meanwhile
   */
  async *read(viewer: Viewer): AsyncGenerator<string> {
    let separator = '{\n';
    for (const list of OWN_LISTS) {
      yield `${separator}${JSON.stringify(list.name)}: [`;
      yield* this.rowsOf(list, viewer);
      yield ']';
      separator = ',\n';
    }
    yield '\n}\n';
  }

  private async *rowsOf(list: OwnList, viewer: Viewer): AsyncGenerator<string> {
    const { profileId, tokenHash } = viewer;
    let separator = '\n';
    for (let after = list.start; ;) {
      const isOpen = (await this.sessions.stillOpen([tokenHash])).size > 0;
      if (!isOpen) throw unauthenticated('The session ended.');
      const rows = await this.reads.all(list.query, { profileId, after });
      const last = rows.at(-1);
      if (!last) return;
      yield `${separator}${rows.map(toJson).join(',\n')}`;
      separator = ',\n';
      after = last.place;
    }
  }
}

/** Instants as people read them; SQLite has no booleans and gives 0 or 1. */
function toJson({ place: _place, ...row }: OwnRow): string {
  const told = Object.entries(row).map(([name, value]) => {
    if (name.endsWith('At') && typeof value === 'number')
      return [name, new Date(value).toISOString()] as const;
    return [name, /^is[A-Z]/.test(name) ? Boolean(value) : value] as const;
  });
  return JSON.stringify(Object.fromEntries(told));
}

import type { ExportEvent } from './export-event';

/** Lines that are part of nothing, told in one for as many as follow each other. */
export class StrayLines {
  private first: number | null = null;
  private last = 0;

  add(line: number): void {
    this.first ??= line;
    this.last = line;
  }

  *end(): Generator<ExportEvent> {
    const { first, last } = this;
    if (first === null) return;
    this.first = null;
    const which = first === last ? 'This line is' : `The lines from here to ${last} are`;
    const reason = `${which} part of no section, and no field of an entry: passed over.`;
    yield { kind: 'FAULT', line: first, reason };
  }
}

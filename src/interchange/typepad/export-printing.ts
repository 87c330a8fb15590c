import type { ExportEvent, Field } from './export-event';
import { ENTRY_END, keyOf, leadingKeysOf, SECTION_END, type Section } from './grammar';
import { guardedText } from './guarded-text';
import { MAX_LINE_BYTES } from './line-cutter';

/**
 * Writes an export. What was read from one is written so that it reads the same again; faults are left out. A text that
 * would end its own section, which no text of an export does, is written so that it only looks like it.
 */
export async function* printExport(
  events: AsyncIterable<ExportEvent> | Iterable<ExportEvent>,
): AsyncGenerator<string> {
  const printer = new ExportPrinter();
  for await (const event of events) {
    const written = printer.print(event);
    if (written !== '') yield written;
  }
}

type SectionEvent = Extract<ExportEvent, { text: string }>;

class ExportPrinter {
  /** A section is written when it is known what follows it. */
  private held: SectionEvent | null = null;
  private isEmptyEntry = false;
  private hasSections = false;

  /** What can be written now. */
  print(event: ExportEvent): string {
    switch (event.kind) {
      case 'ENTRY':
        this.isEmptyEntry = true;
        return `${event.fields.map(fieldText).join('')}${SECTION_END}\n`;
      case 'ENTRY_END':
        return `${this.release(null)}${this.emptyBody()}${ENTRY_END}\n`;
      case 'FAULT':
        return '';
      case 'SECTION':
      case 'COMMENT':
      case 'PING':
        return this.hold(event);
    }
  }

  private hold(event: SectionEvent): string {
    const written = this.release(nameOf(event));
    this.held = event;
    this.isEmptyEntry = false;
    this.hasSections = true;
    return written;
  }

  private release(next: Section | null): string {
    const { held } = this;
    this.held = null;
    return held === null ? '' : sectionText(held, next);
  }

  /** Behind a section, only a section shows that an entry is one. */
  private emptyBody(): string {
    return this.isEmptyEntry && this.hasSections ? `BODY:\n\n${SECTION_END}\n` : '';
  }
}

function sectionText(event: SectionEvent, next: Section | null): string {
  const name = nameOf(event);
  const fields = 'fields' in event ? event.fields : [];
  const text = guardedText(event.text, next);
  const leading = [...fields, ...keptApart(fields, text, name)].map(fieldText).join('');
  return `${name}:\n${leading}${line(text)}${SECTION_END}\n`;
}

/** A text that begins like a field that is missing must not become it. */
function keptApart(fields: readonly Field[], text: string, section: Section): Field[] {
  const first = text.split('\n', 1)[0] ?? '';
  const key = Buffer.byteLength(first) < MAX_LINE_BYTES ? (keyOf(first) ?? '') : '';
  const isMissing = leadingKeysOf(section).has(key) && !fields.some((field) => field.key === key);
  return isMissing ? [{ key, value: '', line: 0 }] : [];
}

const nameOf = (event: SectionEvent): Section =>
  event.kind === 'SECTION' ? event.section : event.kind;

const fieldText = ({ key, value }: Field): string =>
  line(`${key}: ${value.replace(/\r?\n/g, ' ')}`);

/** What ends with CR would lose it, if the break were LF alone. */
const line = (text: string): string => `${text}${text.endsWith('\r') ? '\r\n' : '\n'}`;

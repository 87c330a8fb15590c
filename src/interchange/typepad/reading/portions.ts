import { setImmediate as turn } from 'node:timers/promises';
import type { ExportEvent } from '../export-event';
import type { Finding, FindingKind } from '../findings';
import { readComment } from './comment-reading';
import { isCutName } from '../people/display-name';
import { CUT_NAME, readEntry } from './entry-reading';
import type { ExportContext } from './export-context';
import { Ordinals } from './ordinals';
import {
  noReads,
  type CommentDraft,
  type Portion,
  type PostDraft,
  type ReadCounts,
  type SectionDraft,
} from './portion';
import { SharedNames } from './shared-names';

/** An entry with more is applied in parts. */
const MAX_COMMENTS = 128;
const MAX_LENGTH = 1_000_000;

/** For so long at once it is read: what the database has answered meanwhile goes on between. */
const SLICE_MS = 0.25;

const CUT = 'The file ends before all of its words: nothing of it is imported.';

type EventOf<Kind extends ExportEvent['kind']> = Extract<ExportEvent, { kind: Kind }>;

/** Reads the events of one file into what can be applied. */
export async function* portionsOf(
  events: AsyncIterable<ExportEvent>,
  context: ExportContext,
): AsyncGenerator<Portion> {
  const gathering = new Gathering(context);
  let began = performance.now();
  for await (const event of events) {
    gathering.take(event);
    if (event.kind === 'ENTRY_END' || gathering.isFull) yield gathering.give();
    if (performance.now() - began < SLICE_MS) continue;
    await turn();
    began = performance.now();
  }
  yield gathering.give();
}

class Gathering {
  private readonly names = new SharedNames();
  private ordinals = new Ordinals();
  private post: PostDraft | null = null;
  private isFirst = true;
  private position = 0;
  /** The date of what came last in the entry. */
  private before: number | null = null;
  private passedBelow = 0;
  private entryLine = 0;
  private length = 0;
  private read: ReadCounts = noReads();
  private findings: Finding[] = [];
  private sections: SectionDraft[] = [];
  private comments: CommentDraft[] = [];

  constructor(private readonly context: ExportContext) {}

  get isFull(): boolean {
    return this.comments.length >= MAX_COMMENTS || this.length > MAX_LENGTH;
  }

  take(event: ExportEvent): void {
    switch (event.kind) {
      case 'ENTRY':
        this.begin(event);
        break;
      case 'SECTION':
        this.takeSection(event);
        break;
      case 'COMMENT':
        this.takeComment(event);
        break;
      case 'PING':
        this.read.pings += 1;
        break;
      case 'ENTRY_END':
        if (event.isCut) this.refuseCut();
        this.end();
        break;
      case 'FAULT':
        this.find(event.isRepaired ? 'REPAIRED' : 'UNREADABLE', event.line, event.reason);
    }
  }

  /** What was gathered since it was last asked. */
  give(): Portion {
    const { read, findings, post, isFirst, sections, comments } = this;
    const portion = { read, findings, post, isFirst, sections, comments };
    this.read = noReads();
    this.findings = [];
    this.sections = [];
    this.comments = [];
    this.length = 0;
    this.isFirst = false;
    return portion;
  }

  private begin({ line, fields }: EventOf<'ENTRY'>): void {
    this.read.entries += 1;
    this.entryLine = line;
    this.post = null;
    this.isFirst = true;
    this.position = 0;
    this.passedBelow = 0;
    this.ordinals = new Ordinals();
    const verdict = readEntry(line, fields, this.context, this.names);
    if (verdict.is === 'POST') {
      this.post = verdict.post;
      this.before = verdict.post.publishedAt;
      for (const repair of verdict.repairs) this.find('REPAIRED', line, repair);
      return;
    }
    this.read[verdict.is === 'DRAFT' ? 'drafts' : 'refusedEntries'] += 1;
    this.find(verdict.is === 'DRAFT' ? 'PASSED_OVER' : 'REFUSED', line, verdict.reason);
  }

  private takeSection({ section, text }: EventOf<'SECTION'>): void {
    this.position += 1;
    if (!this.post) return;
    this.sections.push({ position: this.position, section, text });
    this.length += text.length;
  }

  private takeComment({ line, fields, text }: EventOf<'COMMENT' | 'PING'>): void {
    this.position += 1;
    this.read.comments += 1;
    if (!this.post) {
      this.passedBelow += 1;
      this.read.passedComments += 1;
      return;
    }
    const { post, position, before } = this;
    const place = { post, line, position, before };
    const comment = readComment(place, fields, text, this.ordinals, this.context);
    if (!comment) {
      this.read.passedComments += 1;
      this.find(
        'REFUSED',
        line,
        'A comment without a date that can be read, on a post without one.',
      );
      return;
    }
    if (comment.createdAt === before && this.context.instantOf(comment.signed.dateText) === null)
      this.find(
        'REPAIRED',
        line,
        'The date of this comment cannot be read: it has that of what stands before it.',
      );
    if (isCutName(comment.signed.name)) this.find('REPAIRED', line, CUT_NAME);
    this.before = comment.createdAt;
    this.comments.push(comment);
    this.length += text.length;
  }

  /** An entry of which a part is applied already is completed by the next import of it. */
  private refuseCut(): void {
    if (!this.post || !this.isFirst) return;
    this.post = null;
    this.read.refusedEntries += 1;
    this.read.passedComments += this.comments.length;
    this.passedBelow += this.comments.length;
    this.findings = this.findings.filter(({ kind }) => kind !== 'REPAIRED');
    this.sections = [];
    this.comments = [];
    this.find('REFUSED', this.entryLine, CUT);
  }

  private end(): void {
    if (this.passedBelow > 0)
      this.find('PASSED_OVER', this.entryLine, `With it, its comments: ${this.passedBelow}.`);
  }

  private find(kind: FindingKind, line: number, reason: string): void {
    this.findings.push({ file: this.context.file, line, kind, reason });
  }
}

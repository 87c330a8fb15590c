import { insertComments, type ImportedComment } from '../../../comments/comment-placing';
import { lockPlaces, type ThreadPlace } from '../../../comments/comment-thread.queries';
import { RowIds } from '../../../database/row-ids';
import type { Unit } from '../../../database/unit-of-work';
import { writeAll } from '../../../database/writes';
import type { Act, Recorder } from '../../../feed/recorder';
import { ForeignNames } from './foreign-names';
import { OwnNames } from './own-names';
import { Pages } from './pages';
import { People } from './people';
import type { ActivityTally } from '../activity-tally';
import { Usernames, type NamesakeNumbers } from '../../usernames';
import { WaitingActs } from './waiting-acts';

/** What names are looked up together before a batch of acts is applied. */
export interface Names {
  readonly people: ReadonlySet<string>;
  readonly things: ReadonlySet<string>;
  /** Those of the things that may be replied to: they are locked. */
  readonly parents: ReadonlySet<string>;
  readonly pages: ReadonlySet<string>;
}

/** What the units of an import share. */
export interface ImportWide {
  /** What this database is told from others by. */
  readonly instance: string;
  readonly namesakes: NamesakeNumbers;
}

/**
 * What one unit knows and is about to write. Acts of the past come in thousands, so their rows are gathered under ids
 * reserved for them, and written together.
 */
export class Draft {
  readonly ids: RowIds;
  readonly own: OwnNames;
  readonly names: ForeignNames;
  readonly people: People;
  readonly pages: Pages;
  readonly waiting: WaitingActs;
  private comments: ImportedComment[] = [];
  private activities: (Act & { id: number })[] = [];
  private readonly places = new Map<number, ThreadPlace>();

  constructor(
    readonly unit: Unit,
    readonly tally: ActivityTally,
    private readonly recorder: Recorder,
    { instance, namesakes }: ImportWide,
  ) {
    this.ids = new RowIds(unit);
    this.own = new OwnNames(unit, instance);
    this.names = new ForeignNames(unit, this.own);
    const usernames = Usernames.inUnit(unit, namesakes);
    const { ids, names, own } = this;
    this.people = new People({ unit, ids, names, own, usernames, tally });
    this.pages = new Pages(unit, this.ids, this.names, tally);
    this.waiting = new WaitingActs(unit);
  }

  async load({ people, things, parents, pages }: Names): Promise<void> {
    await this.people.load([...people]);
    await this.names.load([...things]);
    await this.pages.load([...pages]);
    const found = await Promise.all([...parents].map((parent) => this.names.find(parent)));
    const comments = found.flatMap((row) => (row?.kind === 'COMMENT' ? (row.localId ?? []) : []));
    if (comments.length > 0)
      for (const place of await lockPlaces(this.unit, comments)) this.places.set(place.id, place);
  }

  /** The place of a comment in its thread; null when there is no such comment. */
  async placeOf(commentId: number): Promise<ThreadPlace | null> {
    const known = this.places.get(commentId);
    if (known) return known;
    const [place] = await lockPlaces(this.unit, [commentId]);
    if (place) this.places.set(commentId, place);
    return place ?? null;
  }

  addComment(comment: ImportedComment): void {
    this.comments.push(comment);
    this.places.set(comment.id, {
      ...comment,
      status: 'PUBLISHED',
      isVisible: true,
      isListed: true,
      deletedAt: null,
      listedReplyCount: 0,
      postTitle: null,
    });
  }

  async addActivity(act: Act): Promise<number> {
    const id = await this.ids.next('activity');
    this.activities.push({ ...act, id });
    return id;
  }

  /** Writes everything, so that services can go on from there in the same unit. */
  async settle(): Promise<void> {
    await this.flush();
    this.ids.forget();
    this.places.clear();
  }

  /** Writes everything and looks all names up anew, after rows were moved behind its back. */
  async reload(): Promise<void> {
    await this.settle();
    await this.names.forget();
    this.pages.forget();
  }

  /** Writes what is gathered, in the order in which rows refer to each other. */
  async flush(): Promise<void> {
    const { comments, activities } = this;
    this.comments = [];
    this.activities = [];
    await this.people.flush();
    await this.pages.flush();
    await insertComments(this.unit, comments);
    await writeAll(this.unit, this.recorder.addedQuietlyTogether(activities));
    await this.names.flush();
  }
}

import type { ImportUnit } from '../../../database/import-unit';
import type { Unit } from '../../../database/unit-of-work';
import { writeAll, type Write } from '../../../database/writes';
import type { Recorder } from '../../../feed/recorder';
import { People } from '../people/people';
import type { IdentityRow } from '../people/people.queries';
import type { Person, Portion } from '../reading/portion';
import type { BatchParts } from './batch-parts';
import { Comments } from './comments';
import { Posts } from './posts';

/**
 * Portions of exports that are applied in one unit: what is there already is looked up all at once, what is new is
 * gathered under ids reserved for it, and written all together. A dry run does all of that but the writing.
 */
export class Batch {
  private readonly people: People;
  private readonly posts: Posts;
  private readonly comments: Comments;

  constructor(private readonly parts: BatchParts) {
    const { on, ids, usernames, tally, known, seen } = parts;
    const isMet = (key: string) => seen !== null && !seen.add('PERSON', key);
    this.people = new People({ on, ids, usernames, tally, known, isMet });
    this.posts = new Posts(parts, this.people);
    this.comments = new Comments(parts, this.people);
  }

  async apply(portions: readonly Portion[]): Promise<void> {
    const people = await this.people.load(portions.flatMap(peopleOf));
    const post = await this.posts.load(portions);
    const comment = await this.comments.load(portions, (draft) => this.posts.idBefore(draft));
    const activity = post + comment;
    await this.parts.ids.reserve({ profile: people, identity: people, post, comment, activity });
    for (const portion of portions) {
      const { post, comments } = portion;
      this.parts.tally.took(portion);
      if (!post || (!portion.isFirst && isEmpty(portion))) continue;
      const postId = await this.posts.take(post, portion);
      for (const comment of comments) await this.comments.take(comment, post, postId);
    }
  }

  /** Those who are met in it, as they are once all is written. */
  get everybody(): Iterable<IdentityRow> {
    return this.people.all;
  }

  /** Writes what is gathered. */
  async write(unit: Unit, planning: ImportUnit, recorder: Recorder): Promise<void> {
    const siteIds = await this.posts.siteIds(unit);
    const acts = [...(await this.posts.acts()), ...this.comments.acts];
    await planning.inserting(() => writeAll(unit, this.insertions(siteIds, acts, recorder)));
    await writeAll(unit, this.changes());
  }

  /** In the order in which rows refer to each other. */
  private *insertions(
    siteIds: ReadonlyMap<string, number>,
    acts: Parameters<Recorder['addedQuietlyTogether']>[0],
    recorder: Recorder,
  ): Generator<Write> {
    yield* this.people.insertions();
    yield* this.posts.insertions(siteIds);
    yield* this.comments.insertions();
    yield* recorder.addedQuietlyTogether(acts);
  }

  private *changes(): Generator<Write> {
    yield* this.comments.counts();
    yield* this.people.otherNames();
  }
}

const isEmpty = ({ sections, comments }: Portion): boolean =>
  sections.length === 0 && comments.length === 0;

const peopleOf = ({ post, isFirst, comments }: Portion): Person[] => [
  ...(isFirst && post?.author ? [post.author] : []),
  ...comments.map((comment) => comment.author),
];

import type { Queryable } from '../../../database/statement';
import { postTitleOf } from '../post-title';
import { digestOf } from '../reading/digest';
import { fieldsOf, valueOf } from '../reading/fields';
import type { Portion, PostDraft, SectionDraft } from '../reading/portion';
import { headersOf, sectionPlaces, sectionsAt } from './kept-words.queries';
import { Seen } from './seen';
import { isWithdrawn } from './sources.queries';

/** What an entry says that the post that is there does not. */
export interface Difference {
  readonly missing: readonly SectionDraft[];
  /** The names of what is kept in other words. */
  readonly others: readonly string[];
}

type Words = Pick<SectionDraft, 'position' | 'text'> & { readonly section: string };

const NONE: Difference = { missing: [], others: [] };

/** The words that imports have kept of the posts of a batch, to tell what an entry says beside them. */
export class KeptWords {
  private readonly digests = new Set<string>();
  private readonly titles = new Map<number, string | null>();
  /** Whose authors have taken their words back. */
  private readonly forgotten = new Set<number>();
  private readonly met: Seen;

  /** @param seen what a dry run would have kept by now */
  constructor(
    private readonly on: Queryable,
    seen: Seen | null,
  ) {
    this.met = seen ?? new Seen();
  }

  /** @param postIds the posts of the portions that are there */
  async load(portions: readonly Portion[], postIds: readonly number[]): Promise<void> {
    for (const { postId, header } of await headersOf(this.on, postIds)) {
      const fields = fieldsOf(header);
      if (fields.every(({ key }) => key === 'UNIQUE URL')) this.forgotten.add(postId);
      else this.titles.set(postId, postTitleOf(valueOf(fields, 'TITLE')));
    }
    const places = portions.flatMap(({ sections }) => sections.map(({ position }) => position));
    for (const { postId, ...words } of await sectionsAt(this.on, postIds, [...new Set(places)]))
      this.digests.add(`${postId} ${digest(words)}`);
  }

  /** What is written of a new post. */
  keep({ url, title }: PostDraft, sections: readonly SectionDraft[]): void {
    for (const words of [titleOf(title), ...sections]) {
      this.met.add('WORDS', `${url} ${words.section}`);
      this.met.add('WORDS', `${url} ${words.position}`);
      this.met.add('WORDS', `${url} ${digest(words)}`);
    }
  }

  async differenceOf(
    postId: number,
    draft: PostDraft,
    { isFirst, sections }: Portion,
  ): Promise<Difference> {
    if (this.forgotten.has(postId)) return NONE;
    const missing: SectionDraft[] = [];
    const others = isFirst && !this.hasTitle(postId, draft) ? ['TITLE'] : [];
    for (const section of sections) {
      const fate = await this.fateOf(postId, draft, section);
      if (fate === 'MISSING') missing.push(section);
      if (fate === 'OTHER') others.push(section.section);
    }
    if (missing.length + others.length === 0 || (await isWithdrawn(this.on, postId))) return NONE;
    return { missing, others };
  }

  private hasTitle(postId: number, { url, title }: PostDraft): boolean {
    const kept = this.titles.get(postId);
    if (kept !== undefined) return kept === title;
    return (
      !this.met.has('WORDS', `${url} TITLE`) ||
      this.met.has('WORDS', `${url} ${digest(titleOf(title))}`)
    );
  }

  private async fateOf(
    postId: number,
    { url }: PostDraft,
    words: SectionDraft,
  ): Promise<'THERE' | 'MISSING' | 'OTHER'> {
    const { section, position, text } = words;
    const told = digest(words);
    if (this.digests.has(`${postId} ${told}`) || this.met.has('WORDS', `${url} ${told}`))
      return 'THERE';
    const places = await sectionPlaces(this.on, { postId, section, text });
    if (places.some(({ isSame }) => Boolean(isSame))) return 'THERE';
    const isTaken =
      places.some((place) => place.section === section || place.position === position) ||
      [section, position].some((part) => this.met.has('WORDS', `${url} ${part}`));
    if (isTaken) return 'OTHER';
    // An export gives an entry without sections an empty one.
    return section === 'BODY' && text === '' ? 'THERE' : 'MISSING';
  }
}

const titleOf = (title: string | null): Words => ({
  position: 0,
  section: 'TITLE',
  text: title ?? '',
});

/** Exports may write a dash as an entity, lest it end the words. */
const digest = ({ section, text }: Words): string =>
  digestOf(section, text.replaceAll('&#45;', '-'));

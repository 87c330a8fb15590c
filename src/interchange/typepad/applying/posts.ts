import { unsigned } from '../../../posts/post-source.queries';
import { basename } from 'node:path';
import type { Unit } from '../../../database/unit-of-work';
import type { Write } from '../../../database/writes';
import type { Act } from '../../../feed/recorder';
import { insertPostAddressRows, postIdsByAddresses } from '../../../posts/post-address.queries';
import { insertPostRows } from '../../../posts/post.queries';
import type { People } from '../people/people';
import type { Portion, PostDraft, SectionDraft } from '../reading/portion';
import type { BatchParts } from './batch-parts';
import { description, isPublished } from './adopted-posts.queries';
import { KeptWords } from './kept-words';
import { siteIdsFor } from './sites';
import { insertPostSectionRows, insertPostSourceRows, postsAt } from './sources.queries';

/** A post that is to be written: a new row, or one that is there because somebody commented on its page. */
interface Fresh {
  readonly id: number;
  readonly draft: PostDraft;
  readonly authorId: number | null;
  readonly body: string | null;
  readonly isAdopted: boolean;
}

/** The posts of a batch, by the addresses at which they stood. */
export class Posts {
  private byAddress = new Map<string, number>();
  private atUrl = new Map<string, { id: number; hasSource: boolean }>();
  private readonly fresh: Fresh[] = [];
  private readonly addresses: { address: string; path: string; postId: number }[] = [];
  private readonly sections: (SectionDraft & { postId: number })[] = [];
  private readonly words: KeptWords;
  private readonly bodies: { id: number; body: string; draft: PostDraft }[] = [];

  constructor(
    private readonly parts: BatchParts,
    private readonly people: People,
  ) {
    this.words = new KeptWords(parts.on, parts.seen);
  }

  /** @returns how many are new, at most */
  async load(portions: readonly Portion[]): Promise<number> {
    const { on } = this.parts;
    const drafts = portions.flatMap(({ post }) => post ?? []);
    this.byAddress = await postIdsByAddresses(on, unique(drafts.map(({ old }) => old.address)));
    const missing = drafts.filter(({ old }) => !this.byAddress.has(old.address));
    this.atUrl = await postsAt(on, unique(missing.map(({ url }) => url)));
    await this.words.load(portions, this.idsThere());
    return missing.length;
  }

  /** Those of the batch that are there. */
  idsThere(): number[] {
    const atUrl = [...this.atUrl.values()].map(({ id }) => id);
    return [...new Set([...this.byAddress.values(), ...atUrl])];
  }

  /** The id of a post that was there before the import began: only on such a one can anybody have said what is in the file. */
  idBefore({ old, url }: PostDraft): number | null {
    const id = this.byAddress.get(old.address) ?? this.atUrl.get(url)?.id ?? 0;
    return id > 0 && id <= this.parts.newestPostId ? id : null;
  }

  /** @returns the id of the post */
  async take(draft: PostDraft, portion: Portion): Promise<number> {
    const known = this.byAddress.get(draft.old.address);
    if (known === undefined) return this.meet(draft, portion);
    return this.meetAgain(known, draft, portion);
  }

  /** The sites of those that are new, by address; they are made where they are not there. */
  siteIds(unit: Unit): Promise<Map<string, number>> {
    return siteIdsFor(
      unit,
      this.fresh.map(({ draft }) => draft.site),
    );
  }

  *insertions(siteIds: ReadonlyMap<string, number>): Generator<Write> {
    const rows = this.fresh.map((post) => ({
      ...post.draft,
      ...post,
      siteId: siteIds.get(post.draft.site.address) ?? 0,
      bodyFormat: post.body === null ? null : post.draft.bodyFormat,
    }));
    yield* insertPostRows.writes(rows.filter((row) => !row.isAdopted));
    for (const row of rows) if (row.isAdopted) yield description(row);
    yield* insertPostSourceRows.writes(
      this.fresh.map(({ id, draft }) => ({
        ...draft,
        postId: id,
        address: draft.old.address,
        file: basename(draft.file),
      })),
    );
    yield* insertPostAddressRows.writes(this.addresses);
    yield* insertPostSectionRows.writes(this.sections);
    for (const { draft, ...post } of this.bodies)
      yield description({ ...post, authorId: null, bodyFormat: draft.bodyFormat });
  }

  /** What tells in its author's activity that a post was published. */
  async acts(): Promise<(Act & { id: number })[]> {
    const { on, ids } = this.parts;
    const acts: (Act & { id: number })[] = [];
    for (const { id: postId, draft, authorId, isAdopted } of this.fresh) {
      if (authorId === null || draft.publishedAt === null) continue;
      if (isAdopted && (await isPublished(on, postId, authorId))) continue;
      const id = await ids.next('activity');
      acts.push({ id, type: 'POST', actorId: authorId, occurredAt: draft.publishedAt, postId });
    }
    return acts;
  }

  /** A post that no import has met at its old address. */
  private async meet(draft: PostDraft, portion: Portion): Promise<number> {
    const { ids, tally, seen } = this.parts;
    const { old, url, author, publishedAt, file, line } = draft;
    if (seen?.has('POST', old.address)) return this.meetAgain(0, draft, portion);
    const atUrl = this.atUrl.get(url);
    const id = atUrl?.id ?? (await ids.next('post'));
    this.byAddress.set(old.address, id);
    this.addresses.push({ ...old, postId: id });
    seen?.add('POST', old.address);
    // Two old addresses can lead to one new one.
    if (atUrl?.hasSource || seen?.add('POST', `at ${url}`) === false)
      return this.meetAgain(id, draft, portion);
    this.atUrl.set(url, { id, hasSource: true });
    const isErased = author !== null && this.people.isErased(author);
    const signer = isErased ? null : author;
    const person = signer && (await this.people.signed(signer, publishedAt, { file, line }));
    if (portion.isFirst) tally.made.posts += 1;
    this.fresh.push({
      id,
      draft: isErased ? withoutSignature(draft) : draft,
      authorId: person?.profileId ?? null,
      body: portion.sections.find(({ section }) => section === 'BODY')?.text ?? null,
      isAdopted: atUrl !== undefined,
    });
    this.add(id, draft, portion.sections);
    return id;
  }

  /** A post that is there: what an import that ended early has not written of it is added; what is there stays. */
  private async meetAgain(postId: number, draft: PostDraft, portion: Portion): Promise<number> {
    const { made, findings } = this.parts.tally;
    const { file, line } = draft;
    if (portion.isFirst) made.postsThere += 1;
    const { missing, others } = await this.words.differenceOf(postId, draft, portion);
    if (others.length > 0)
      findings.push({ file, line, kind: 'REFUSED', reason: otherWords(others) });
    if (missing.length === 0) return postId;
    this.add(postId, draft, missing);
    made.sectionsAdded += missing.length;
    const body = missing.find(({ section }) => section === 'BODY')?.text;
    if (body !== undefined) this.bodies.push({ id: postId, body, draft });
    if (portion.isFirst)
      findings.push({ file, line, kind: 'REPAIRED', reason: addedWords(missing) });
    return postId;
  }

  private add(postId: number, draft: PostDraft, sections: readonly SectionDraft[]): void {
    this.words.keep(draft, sections);
    for (const section of sections) this.sections.push({ ...section, postId });
  }
}

const otherWords = (names: readonly string[]): string =>
  `The post at its address has other words. Not imported: ${names.join(', ')}.`;

const addedWords = (sections: readonly SectionDraft[]): string =>
  `An import before had not all of it: added ${sections.map(({ section }) => section).join(', ')}.`;

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** A post whose author has had their profile deleted stays that of its site. */
const withoutSignature = (draft: PostDraft): PostDraft => ({
  ...draft,
  header: unsigned(draft.header),
});

import type { BodyFormat } from '../../../posts/post.entity';
import type { OldAddress } from '../../../posts/old-address';
import type { TextSection } from '../export-event';
import type { Finding } from '../findings';
import type { IdentityKey } from '../people/identity-key';

/** A blog that a file comes from. */
export interface SiteDraft {
  /** Where it is now, normalised. */
  readonly url: string;
  /** Where it stood (see old-address.ts). */
  readonly address: string;
}

/** Somebody as they signed. */
export interface Person {
  readonly key: IdentityKey;
  readonly name: string;
  readonly homepageUrl: string | null;
}

/** An entry that becomes a post. */
export interface PostDraft {
  readonly file: string;
  readonly line: number;
  readonly site: SiteDraft;
  /** Where it stood. */
  readonly old: OldAddress;
  /** Begins the keys of its comments, so that those of one post lie side by side in the index. */
  readonly key: string;
  /** Where it is now, normalised. */
  readonly url: string;
  readonly title: string | null;
  readonly author: Person | null;
  /** Null where the date cannot be read. */
  readonly publishedAt: number | null;
  readonly dateText: string;
  readonly header: string;
  readonly bodyFormat: BodyFormat;
}

export interface SectionDraft {
  readonly position: number;
  readonly section: TextSection;
  readonly text: string;
}

export interface CommentDraft {
  readonly line: number;
  readonly position: number;
  /** A digest of all that tells it from others. */
  readonly key: string;
  readonly author: Person;
  readonly createdAt: number;
  readonly body: string;
  readonly bodyHtml: string;
  /** What stood above it, as it was written. */
  readonly signed: {
    readonly keys: string;
    readonly name: string;
    readonly email: string;
    readonly ip: string;
    readonly url: string;
    readonly dateText: string;
  };
}

/** What of a file was read: each thing in it is imported, or there already, or passed over, or refused. */
export interface ReadCounts {
  entries: number;
  comments: number;
  pings: number;
  /** Entries that are not published. */
  drafts: number;
  refusedEntries: number;
  passedComments: number;
}

export const noReads = (): ReadCounts => ({
  entries: 0,
  comments: 0,
  pings: 0,
  drafts: 0,
  refusedEntries: 0,
  passedComments: 0,
});

/** A part of a file that is applied in one unit: a whole entry, unless it is a long one. */
export interface Portion {
  readonly read: Readonly<ReadCounts>;
  readonly findings: readonly Finding[];
  /** Null where there is nothing to write. */
  readonly post: PostDraft | null;
  /** Whether it is where the entry begins. */
  readonly isFirst: boolean;
  readonly sections: readonly SectionDraft[];
  readonly comments: readonly CommentDraft[];
}

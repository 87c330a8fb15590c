import type { DataSource, EntitySchema, MixedList } from 'typeorm';
import type { OnLost } from './heard-client';
import type { Snapshots } from './snapshot';
import type { Queryable, Statement } from './statement';
import type { UnitOfWork } from './unit-of-work';

export type Entities = MixedList<string | EntitySchema | (new () => object)>;

export interface Database {
  readonly name: 'sqlite' | 'postgres';
  readonly source: DataSource;
  /** Reads outside of any transaction, each statement on a snapshot of its own. */
  readonly reads: Queryable;
  /** Reads that must agree with each other, all in one snapshot. */
  readonly snapshot: Snapshots;
  readonly units: UnitOfWork;
  /**
   * Has the files hold no more of what was deleted, as far as the database can: SQLite moves its log to its places and
   * empties it, Postgres takes dead rows away.
   * @returns whether it is done; not while somebody reads what was there before
   */
  forget(): Promise<boolean>;
  /**
   * Writes SQLite's file anew, whose pages may hold copies of rows that were moved to others before they were deleted.
   * Writers wait meanwhile: a large file is left as it is. Follow it with {@link forget}.
   */
  rewrite(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `sqlite:<path>` or `postgres://…` */
  readonly url: string;
  readonly entities: Entities;
  /**
   * Whether who writes can write it again, as an import can: then a commit is not synced to disk by itself, and the last
   * ones may be lost where the power fails. What is closed is on disk. Other processes' commits are as safe as ever.
   */
  readonly isRepeatable?: boolean;
  /** How long a statement on Postgres may read outside of a unit before its connection is taken for lost. */
  readonly readTimeoutMs?: number;
  /** Told of every statement that is read outside of a unit; tests count them, and have some fail by throwing. */
  readonly onRead?: (query: Statement<unknown>) => void;
  /** Told of every connection that broke; may be called at any time from now on. */
  readonly onLost?: OnLost;
}

import type { AccountRole } from './account.entity';

/** Who is asking, known by their session. */
export interface Viewer {
  readonly accountId: number;
  readonly profileId: number;
  readonly role: AccountRole;
  /** SHA-256 of the session's token; the token itself is not kept. */
  readonly tokenHash: string;
}

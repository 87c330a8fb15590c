import { hash, verify, type Options } from '@node-rs/argon2';
import { rateLimited } from '../errors';
import { Permits } from '../permits';
import { isTooLong, normalizedPassword } from './password-rules';

/** argon2id with 19 MiB, as OWASP advises (Password Storage Cheat Sheet); argon2id is this library's default. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes take a thread of libuv's pool for some 20 ms, and SQLite needs those threads: the rest waits in line. */
const AT_ONCE = 2;
/** So many wait at most, some two seconds: whoever comes after them is told to come again. */
const MAX_IN_LINE = 128;
const RETRY_AFTER_S = 3;

/** Stands before the hashes of normalised passwords. Those without it were made of what was typed, and stay good. */
const NORMALIZED = 'nfkc';

export class Passwords {
  private readonly permits = new Permits(AT_ONCE);
  private dummy: Promise<string> | null = null;

  constructor(private readonly cost: Options = ARGON2) {}

  /** @throws DomainError RATE_LIMITED where too many wait */
  async hash(password: string): Promise<string> {
    const made = await this.inTurn(() => hash(normalizedPassword(password), this.cost));
    return `${NORMALIZED}${made}`;
  }

  /**
   * Compares once, whatever is asked: it takes as long for a name that nobody has (`stored` is null), and for what is
   * too long to be a password, as for a wrong one.
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    // Always waited for: else the first unknown name of a process would take twice as long.
    const dummy = await this.dummyHash();
    const isPossible = stored !== null && !isTooLong(password);
    const compared = isTooLong(password) ? '' : password;
    const isSame = await this.inTurn(() => this.compare(isPossible ? stored : dummy, compared));
    return isSame && isPossible;
  }

  /** The costly part, alone. */
  protected compare(stored: string, password: string): Promise<boolean> {
    return stored.startsWith(NORMALIZED)
      ? verify(stored.slice(NORMALIZED.length), normalizedPassword(password))
      : verify(stored, password);
  }

  /** Made once; one that could not be made is tried again. */
  private dummyHash(): Promise<string> {
    this.dummy ??= this.hash('nobody has this password').catch((error: unknown) => {
      this.dummy = null;
      throw error;
    });
    return this.dummy;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.permits.inLine >= MAX_IN_LINE)
      throw rateLimited(
        'Too many sign in at the moment: try again in a few seconds.',
        RETRY_AFTER_S,
      );
    await this.permits.take();
    try {
      return await work();
    } finally {
      this.permits.give();
    }
  }
}

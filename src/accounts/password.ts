import { hash, verify, type Options } from '@node-rs/argon2';
import { Permits } from '../permits';
import { isTooLong, normalizedPassword } from './password-rules';

/** argon2id with 19 MiB, as OWASP advises (Password Storage Cheat Sheet); argon2id is this library's default. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes take a thread of libuv's pool for some 20 ms, and SQLite needs those threads: the rest waits in line. */
const AT_ONCE = 2;

/** Stands before the hashes of normalised passwords. Those without it were made of what was typed, and stay good. */
const NORMALIZED = 'nfkc';

export class Passwords {
  private readonly permits = new Permits(AT_ONCE);
  private dummy: Promise<string> | null = null;

  constructor(private readonly cost: Options = ARGON2) {}

  async hash(password: string): Promise<string> {
    const made = await this.inTurn(() => hash(normalizedPassword(password), this.cost));
    return `${NORMALIZED}${made}`;
  }

  /**
   * Compares once, whatever is asked: it takes as long for a name that nobody has (`stored` is null), and for what is
   * too long to be a password, as for a wrong one.
   */
  async verify(password: string, stored: string | null): Promise<boolean> {
    this.dummy ??= this.hash('nobody has this password');
    // Always waited for: else the first unknown name of a process would take twice as long.
    const dummy = await this.dummy;
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

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.permits.take();
    try {
      return await work();
    } finally {
      this.permits.give();
    }
  }
}

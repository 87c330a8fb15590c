import { hash, verify, type Options } from '@node-rs/argon2';
import { Permits } from '../permits';

/** argon2id with 19 MiB, as OWASP advises (Password Storage Cheat Sheet); argon2id is this library's default. */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes take a thread of libuv's pool for some 20 ms, and SQLite needs those threads: the rest waits in line. */
const AT_ONCE = 2;

export class Passwords {
  private readonly permits = new Permits(AT_ONCE);
  private dummy: Promise<string> | null = null;

  constructor(private readonly cost: Options = ARGON2) {}

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, this.cost));
  }

  /** Takes as long for a name that nobody has (`stored` is null) as for a wrong password. */
  async verify(password: string, stored: string | null): Promise<boolean> {
    this.dummy ??= this.hash('nobody has this password');
    const compared = stored ?? (await this.dummy);
    const isSame = await this.inTurn(() => verify(compared, password));
    return isSame && stored !== null;
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

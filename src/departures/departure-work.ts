import { setTimeout as pause } from 'node:timers/promises';
import type { Forgotten } from '../mail/mail';
import { departures, idsOfPerson, type Departure } from './departure.queries';
import { Sweep, type SweepParts } from './sweep';

/** So often a server looks for departures that another, or it itself, did not end. */
const LOOK_MS = 60_000;
/** Within this every node has read the log, and told home feeds what was retracted, before who follows whom is forgotten. */
const HEARD_MS = 1_000;
/** Somebody may be reading what was there before: so often, and after such pauses, it is tried again. */
const FORGET_TRIES = 100;
const FORGET_PAUSE_MS = 50;
/** What fails is tried again so often, after such a pause; then it waits for the next look. */
const TRIES = 5;
const TRY_PAUSE_MS = 500;

/** Writers wait while the file is written anew: for so many times as long as that took it is not done again. */
const REWRITING_RESTS = 20;

export interface DepartureWorkParts extends SweepParts {
  /** See Database.forget. */
  readonly forget: () => Promise<boolean>;
  /** See Database.rewrite. */
  readonly rewrite: () => Promise<void>;
  /** Deletes messages about those profiles, for them, or to their address. */
  readonly forgetMail: (whom: Forgotten) => Promise<void>;
  readonly log: { warn(message: string): void; fault(error: unknown): void };
}

interface Work {
  /** Once nobody sees anything more, and nothing of it is in a file. */
  readonly gone: Promise<void>;
  readonly ended: Promise<void>;
}

/**
 * Does what is left to do of departures: by this server at once, after a crash by whichever starts first. Until it is
 * ended, a row says that it is to be done.
 */
export class DepartureWork {
  private readonly underWay = new Map<number, Work>();
  /** The emails of those who leave, for as long as that takes: they are written nowhere any more. */
  private readonly addresses = new Map<number, string>();
  private readonly stopping = new AbortController();
  private nextRewriting: Promise<boolean> | null = null;
  private restUntil = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly parts: DepartureWorkParts) {}

  /** Goes on with what is not ended, now and then. */
  start(): void {
    void this.look();
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  /**
   * Begins with a departure, or finds it begun.
   * @param address the email of the account; null where a server before this one knew it
   * @returns when nothing of it is seen or in a file any more
   */
  begin(departure: Departure, address: string | null = null): Promise<void> {
    if (address !== null) this.addresses.set(departure.profileId, address);
    const known = this.underWay.get(departure.profileId);
    if (known) return known.gone;
    const gone = this.persistently(() => this.takeAway(departure));
    const ended = gone
      .then(() => this.persistently(() => this.end(departure)))
      .catch((error: unknown) => this.parts.log.fault(error))
      .finally(() => {
        this.underWay.delete(departure.profileId);
        this.addresses.delete(departure.profileId);
      });
    this.underWay.set(departure.profileId, { gone, ended });
    return gone;
  }

  /** Waits until nothing is left to do. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0)
      await Promise.all([...this.underWay.values()].map(({ ended }) => ended));
  }

  /** Stops after the piece that is under way; the rest is done later. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.stopping.abort();
    await this.settled();
  }

  /** Others write at the same time, and the database may be away for a moment: what failed is done again, from where it was. */
  private async persistently(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await work();
        return;
      } catch (error) {
        if (tries === TRIES || !(await this.hasPaused(TRY_PAUSE_MS))) throw error;
      }
    }
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async look(): Promise<void> {
    try {
      for (const departure of await departures(this.parts.reads))
        if (!this.isStopping) this.begin(departure).catch(() => undefined);
    } catch (error) {
      this.parts.log.fault(error);
    }
  }

  private sweepOf(departure: Departure): Sweep {
    return new Sweep(this.parts, departure, () => this.isStopping);
  }

  private async takeAway(departure: Departure): Promise<void> {
    await this.forgetMail(departure);
    await this.sweepOf(departure).takeBack();
    await this.forget();
  }

  private async forgetMail({ profileId }: Departure): Promise<void> {
    const profileIds = await idsOfPerson(this.parts.reads, profileId);
    const address = this.addresses.get(profileId) ?? null;
    await this.parts.forgetMail({ profileIds, address });
  }

  private async end(departure: Departure): Promise<void> {
    if (!(await this.hasPaused(HEARD_MS))) return;
    const sweep = this.sweepOf(departure);
    await this.forgetMail(departure);
    // Acts that were under way when the account went may have come since.
    await sweep.takeBack();
    await sweep.leaveFollowers();
    if (this.isStopping || !(await this.rewritten()) || !(await this.forget())) return;
    await sweep.end();
  }

  /** One rewriting serves all that have waited for it, and the file is not written anew all the time. */
  private rewritten(): Promise<boolean> {
    this.nextRewriting ??= (async () => {
      const isTime = await this.hasPaused(Math.max(this.restUntil - performance.now(), 0));
      this.nextRewriting = null;
      if (!isTime) return false;
      const began = performance.now();
      await this.parts.rewrite();
      const now = performance.now();
      this.restUntil = now + (now - began) * REWRITING_RESTS;
      return true;
    })();
    return this.nextRewriting;
  }

  private async forget(): Promise<boolean> {
    for (let tries = 0; tries < FORGET_TRIES && !this.isStopping; tries += 1) {
      if (await this.parts.forget()) return true;
      await this.hasPaused(FORGET_PAUSE_MS);
    }
    if (!this.isStopping)
      this.parts.log.warn(
        'What was deleted with an account may still be in a file of the database: somebody reads what was there before. It is tried again.',
      );
    return false;
  }

  /** @returns false where the server stops */
  private hasPaused(ms: number): Promise<boolean> {
    return pause(ms, true, { signal: this.stopping.signal, ref: false }).catch(() => false);
  }
}

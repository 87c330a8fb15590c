import { setTimeout as pause } from 'node:timers/promises';
import type { Mail, MailCarrier, MailLog } from './mail';

/** After these pauses a message that could not be sent is tried again, and then no more. */
const PAUSES_MS = [1_000, 10_000, 60_000];
/** More messages than these do not wait: a mail server that is away must not fill the memory. */
const MAX_WAITING = 1_000;

/** Sends messages beside everything else: nobody waits for a mail server, and what fails is tried again. */
export class Mailer {
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly carrier: MailCarrier,
    private readonly log: MailLog,
    private readonly pausesMs: readonly number[] = PAUSES_MS,
  ) {}

  /** Takes a message on, and returns at once. */
  post(mail: Mail): void {
    if (this.underWay.size >= MAX_WAITING) {
      this.log.warn('A message was dropped: too many wait for the mail server.');
      return;
    }
    const sending = this.send(mail).finally(() => this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  /** Lets what is being sent end; what waits to be tried again is given up. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
    this.carrier.close();
  }

  private async send(mail: Mail): Promise<void> {
    for (const pauseMs of [...this.pausesMs, null]) {
      try {
        this.log.info(await this.carrier.carry(mail));
        return;
      } catch (error) {
        this.log.warn(`A message could not be sent (${codeOf(error)}).`);
      }
      if (pauseMs === null || !(await this.hasPaused(pauseMs))) break;
    }
    this.log.warn('A message was given up.');
  }

  /** @returns false where there is no time left */
  private async hasPaused(pauseMs: number): Promise<boolean> {
    if (this.stopping.signal.aborted) return false;
    const { signal } = this.stopping;
    return pause(pauseMs, true, { signal }).catch(() => false);
  }
}

/** An error's code tells what is wrong with the mail server; its message may tell whom the mail was for. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown error';
  const status = 'responseCode' in error ? ` ${String(error.responseCode)}` : '';
  return `${String(error.code)}${status}`;
}

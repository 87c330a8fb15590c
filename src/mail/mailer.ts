import { setTimeout as pause } from 'node:timers/promises';
import type { Forgotten, Mail, MailCarrier, MailLog } from './mail';

/** After these pauses a message that could not be sent is tried again, and then no more. */
const PAUSES_MS = [1_000, 10_000, 60_000];
/** More messages than these do not wait: a mail server that is away must not fill the memory. */
const MAX_WAITING = 1_000;

interface Sending {
  readonly mail: Mail;
  /** Ends the tries. */
  readonly dropping: AbortController;
}

/** Sends messages beside everything else: nobody waits for a mail server, and what fails is tried again. */
export class Mailer {
  private readonly stopping = new AbortController();
  private readonly underWay = new Map<Promise<void>, Sending>();

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
    const dropping = new AbortController();
    const sent = this.send(mail, AbortSignal.any([this.stopping.signal, dropping.signal]));
    const sending = sent.finally(() => this.underWay.delete(sending));
    this.underWay.set(sending, { mail, dropping });
  }

  /** Drops messages that wait and are about those profiles, for them or to that address, and deletes what is kept of others. */
  async forget(whom: Forgotten): Promise<void> {
    const theirs = [...this.underWay].filter(([, { mail }]) => isOf(whom, mail));
    for (const [, { dropping }] of theirs) dropping.abort();
    await Promise.all(theirs.map(([sending]) => sending));
    await this.carrier.forget(whom);
  }

  /** Lets what is being sent end; what waits to be tried again is given up. */
  async close(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay.keys());
    this.carrier.close();
  }

  private async send(mail: Mail, signal: AbortSignal): Promise<void> {
    for (const pauseMs of [...this.pausesMs, null]) {
      try {
        this.log.info(await this.carrier.carry(mail));
        return;
      } catch (error) {
        this.log.warn(`A message could not be sent (${codeOf(error)}).`);
      }
      if (pauseMs === null || !(await hasPaused(pauseMs, signal))) break;
    }
    this.log.warn('A message was given up.');
  }
}

const isOf = ({ profileIds, address }: Forgotten, mail: Mail): boolean =>
  mail.to.toLowerCase() === address?.toLowerCase() ||
  mail.profileIds.some((id) => profileIds.includes(id));

/** @returns false where there is no time left */
async function hasPaused(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  return pause(pauseMs, true, { signal }).catch(() => false);
}

/** An error's code tells what is wrong with the mail server; its message may tell whom the mail was for. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown error';
  const status = 'responseCode' in error ? ` ${String(error.responseCode)}` : '';
  return `${String(error.code)}${status}`;
}

import type { FastifyBaseLogger } from 'fastify';
import { logFault } from '../fault-log';

const TELL_EVERY_MS = 60_000;

/** Logs the first of each minute's unexpected errors of one kind: clients may be able to cause them as often as they like. */
export class RareFaults {
  private toldAt = -Infinity;
  private untold = 0;

  constructor(
    private readonly log: FastifyBaseLogger,
    private readonly message: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  tell(error: unknown): void {
    if (this.now() - this.toldAt < TELL_EVERY_MS) {
      this.untold += 1;
      return;
    }
    this.toldAt = this.now();
    logFault(this.log, this.message, error, { untoldBefore: this.untold });
    this.untold = 0;
  }
}

/** Rate and time left are those of the last seconds: what was there already goes quicker than what is new. */
const LOOKED_BACK_MS = 15_000;
/** What less time tells of a rate is chance. */
const LEAST_MS = 1_000;

interface Moment {
  readonly at: number;
  readonly done: number;
  readonly count: number;
}

const whole = new Intl.NumberFormat('en');
const rough = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** How far something has come, how quickly it goes on, and how long it will take. */
export class ProgressText {
  private moments: Moment[];

  /**
   * @param total of what `done` is a part
   * @param things what is counted beside it
   * @param at when it began, in milliseconds
   */
  constructor(
    private readonly total: number,
    private readonly things: string,
    at: number,
  ) {
    this.moments = [{ at, done: 0, count: 0 }];
  }

  /** Such as "31 % | 5,065 comments | 2,300/s | 12 s left", without what cannot be told yet. */
  at(now: Moment): string {
    const since = this.sinceBefore(now);
    const tookMs = now.at - since.at;
    const parts = [
      `${Math.floor((now.done * 100) / this.total)} %`,
      `${whole.format(now.count)} ${this.things}`,
    ];
    const done = now.done - since.done;
    if (tookMs >= LEAST_MS)
      parts.push(`${rough.format(rateOf(now.count - since.count, tookMs))}/s`);
    if (tookMs >= LEAST_MS && done > 0 && now.done < this.total)
      parts.push(`${timeText((this.total - now.done) / rateOf(done, tookMs))} left`);
    return parts.join(' | ');
  }

  private sinceBefore(now: Moment): Moment {
    const from = this.moments.findLastIndex(({ at }) => now.at - at >= LOOKED_BACK_MS);
    if (from > 0) this.moments.splice(0, from);
    if (now.at - (this.moments.at(-1)?.at ?? 0) >= LEAST_MS) this.moments.push(now);
    return this.moments[0] ?? now;
  }
}

const rateOf = (count: number, tookMs: number): number => (count * 1_000) / tookMs;

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

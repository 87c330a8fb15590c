import { Presets, SingleBar } from 'cli-progress';

const PLAIN_INTERVAL_MS = 5_000;

/** Shows on stderr how far a file has been read: a bar for a person, a line now and then for a log. */
export class Progress {
  private readonly bar: SingleBar | null;
  private shownAt = Date.now();

  /** @param things what is counted beside it */
  constructor(
    private readonly total: number,
    private readonly things: string,
  ) {
    this.bar = process.stderr.isTTY
      ? new SingleBar(
          { format: `{bar} {percentage} % | {read} ${things} | {eta_formatted} left` },
          Presets.shades_classic,
        )
      : null;
    this.bar?.start(total, 0, { read: 0 });
  }

  show(done: number, read: number): void {
    if (this.bar) this.bar.update(done, { read });
    else if (Date.now() - this.shownAt >= PLAIN_INTERVAL_MS) {
      this.shownAt = Date.now();
      const percentage = Math.floor((done * 100) / this.total);
      process.stderr.write(`${percentage} %, ${read} ${this.things}\n`);
    }
  }

  end(): void {
    this.bar?.stop();
  }
}

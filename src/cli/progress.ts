import { Presets, SingleBar } from 'cli-progress';
import { ProgressText } from './progress-text';

const PLAIN_INTERVAL_MS = 5_000;

/** Shows on stderr how far a file has been read: a bar for a person, a line now and then for a log. */
export class Progress {
  private readonly text: ProgressText;
  private bar: SingleBar | null = null;
  private shownAt = Date.now();

  /**
   * @param things what is counted beside it
   * @param interruption before anything else, the terminal is left as it was
   */
  constructor(total: number, things: string, interruption: AbortSignal) {
    this.text = new ProgressText(total, things, this.shownAt);
    interruption.addEventListener('abort', () => this.end(), { once: true });
    if (!process.stderr.isTTY) return;
    this.bar = new SingleBar({ format: '{bar} {text}' }, Presets.shades_classic);
    this.bar.start(total, 0, { text: this.text.at({ at: this.shownAt, done: 0, count: 0 }) });
  }

  show(done: number, count: number): void {
    const at = Date.now();
    const text = this.text.at({ at, done, count });
    if (this.bar) this.bar.update(done, { text });
    else if (!process.stderr.isTTY && at - this.shownAt >= PLAIN_INTERVAL_MS) {
      this.shownAt = at;
      process.stderr.write(`${text}\n`);
    }
  }

  end(): void {
    this.bar?.stop();
    this.bar = null;
  }
}

import { Waiting } from '../waiting';

/**
 * A time in which everybody acts at once. Acts are its clock: whoever waits, waits for a number of them, so that a slow
 * machine is tortured as much as a fast one.
 */
export class Storm {
  private acts = 0;
  private readonly waiting = new Waiting();

  /**
   * @param goal after how many acts it is over
   * @param deadline when it is over at the latest, in milliseconds of `performance.now()`
   */
  constructor(
    private readonly goal: number,
    private readonly deadline: number,
  ) {}

  get isOver(): boolean {
    return this.acts >= this.goal || performance.now() >= this.deadline;
  }

  /** An act is done. */
  tick(): void {
    this.acts += 1;
    this.waiting.changed();
  }

  /** Waits for so many acts, or for the end. */
  pass(count: number): Promise<void> {
    return this.moment(count).comes;
  }

  /** The time after so many acts, or the end. */
  moment(count: number): { hasCome: () => boolean; comes: Promise<void> } {
    const until = this.acts + count;
    const hasCome = () => this.acts >= until || this.isOver;
    return { hasCome, comes: this.waiting.until(hasCome) };
  }
}

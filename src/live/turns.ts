/** How long one of them may keep everybody else waiting. */
const TURN_MS = 1;
/** So many have their turn before what has arrived meanwhile comes first. */
const TURNS_AT_ONCE = 8;
/**
 * For so long they give way to what somebody waits for after a calm: it takes a dozen rounds of the loop, each as long as
 * the turns in it. Then come {@link TURNS_AT_ONCE}, whoever still waits: none of the works starves.
 */
const GIVE_WAY_MS = 20;

/**
 * Shares the event loop among works that would keep it busy for long: each goes on for a moment, then lets
 * sockets, timers and the other works have theirs, the longest waiting first. Answers, and news, come before them all.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private began = performance.now();
  /** How many turns there are to be in the loop's next round. */
  private ahead = 0;
  /** How many things are under way that somebody waits for. */
  private hastes = 0;
  private gaveWayAt = 0;
  /** When nobody waited for anything any more. */
  private calmSince = 0;
  /** How many turns there may be nevertheless. */
  private allowed = 0;

  /** Says that somebody waits for something. @returns what says, when called once, that it is done */
  hasten(): () => void {
    // Those that follow each other are as one that lasts: if each had all of the time anew, the works would have none.
    const isFirst = this.hastes === 0 && performance.now() - this.calmSince > GIVE_WAY_MS;
    if (isFirst) this.giveWay();
    this.hastes += 1;
    return () => {
      this.hastes -= 1;
      if (this.hastes === 0) this.calmSince = performance.now();
    };
  }

  /** To be awaited between two steps of a work. Resolves at once while its turn lasts. */
  async next(): Promise<void> {
    if (performance.now() - this.began < TURN_MS) return;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.lookAhead();
    });
  }

  private turn(): void {
    this.ahead -= 1;
    if (this.mayGoOn()) {
      this.began = performance.now();
      this.waiting.shift()?.();
    }
    this.lookAhead();
  }

  private mayGoOn(): boolean {
    if (this.hastes === 0) return true;
    if (this.allowed === 0) {
      if (performance.now() - this.gaveWayAt < GIVE_WAY_MS) return false;
      this.allowed = TURNS_AT_ONCE;
    }
    this.allowed -= 1;
    if (this.allowed === 0) this.giveWay();
    return true;
  }

  private giveWay(): void {
    this.allowed = 0;
    this.gaveWayAt = performance.now();
  }

  /** What is set here comes in the next round, though this one be under way. */
  private lookAhead(): void {
    if (this.ahead >= Math.min(this.waiting.length, TURNS_AT_ONCE)) return;
    this.ahead += 1;
    // Also while they give way: a loop that slept meanwhile would answer later than one that looks again at once.
    setImmediate(() => this.turn());
  }
}

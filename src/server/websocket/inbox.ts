const MAX_MESSAGES = 256;
const MAX_CHARACTERS = 512 * 1024;
/** So many that were taken are kept before the rest moves up. */
const MAX_TAKEN = 256;

/** The messages of one client that wait for its turn, in their order. It is there only while something waits. */
export class Inbox {
  /** Whether it is in the line; one that waits for something else is not. */
  isInLine = false;
  isPaused = false;
  /** Whether it is told when the client has taken what was sent. */
  awaitsReader = false;
  private texts: string[] = [];
  /** How many of them were taken. */
  private taken = 0;
  private characters = 0;
  private readonly ready: string[] = [];

  get isEmpty(): boolean {
    return this.taken === this.texts.length && this.ready.length === 0;
  }

  /** Whether the client is not to be read from: what it has sent in one piece still comes. */
  get isFull(): boolean {
    return this.texts.length - this.taken > MAX_MESSAGES || this.characters > MAX_CHARACTERS;
  }

  put(text: string): void {
    this.texts.push(text);
    this.characters += text.length;
  }

  /** Puts in that the next operation of an id may begin. */
  putReady(id: string): void {
    this.ready.push(id);
  }

  takeReady(): string | undefined {
    return this.ready.shift();
  }

  take(): string | undefined {
    const text = this.texts[this.taken];
    if (text === undefined) return undefined;
    this.taken += 1;
    this.characters -= text.length;
    if (this.taken === MAX_TAKEN) {
      this.texts = this.texts.slice(MAX_TAKEN);
      this.taken = 0;
    }
    return text;
  }

  clear(): void {
    this.texts = [];
    this.taken = 0;
    this.characters = 0;
    this.ready.length = 0;
  }
}

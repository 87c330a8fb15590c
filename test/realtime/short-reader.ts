import type { FeedMessage } from '../../src/live/feed-message';
import type { FeedStream } from '../../src/live/feed-stream';
import type { Outlet } from '../../src/live/outlet';
import type { Renderer } from '../../src/live/rendering';

/** What a stream sends, told shortly: a sequence, or what kind of checkpoint. */
export class ShortReader implements Outlet {
  readonly isFull = false;
  readonly bufferedBytes = 0;
  readonly frameBytes = 0;
  private readonly taken: Told[] = [];
  private onTold: (() => void) | null = null;

  constructor(
    readonly stream: FeedStream,
    renderer: Renderer = shortly,
  ) {
    const renderers = { usual: renderer, own: renderer, release: () => undefined };
    void stream.connect(renderers, this).next();
  }

  send(payload: Buffer): void {
    this.taken.push(JSON.parse(payload.toString()) as Told);
    this.onTold?.();
  }

  keep(): void {
    // Nothing has to wait.
  }

  gather(): void {
    // Nothing is written that could be gathered.
  }

  onceDrained(listener: () => void): void {
    setImmediate(listener);
  }

  async take(count: number): Promise<(string | number)[]> {
    while (this.taken.length < count) await new Promise<void>((resolve) => (this.onTold = resolve));
    return this.taken.splice(0, count).map(({ what }) => what);
  }
}

interface Told {
  readonly what: string | number;
}

const shortly: Renderer = {
  render: (message) => ({
    payload: Buffer.from(JSON.stringify({ what: short(message) })),
    peopleShown: new Set(),
  }),
};

/** Takes its time over checkpoints. */
export class SlowCheckpoints implements Renderer {
  readonly isAsked: Promise<void>;
  private onAsked: () => void = () => undefined;
  private go: () => void = () => undefined;
  private readonly isFree = new Promise<void>((resolve) => (this.go = resolve));

  constructor() {
    this.isAsked = new Promise((resolve) => (this.onAsked = resolve));
  }

  async render(message: FeedMessage) {
    if (message.kind === 'FeedCheckpoint') {
      this.onAsked();
      await this.isFree;
    }
    return shortly.render(message);
  }

  release(): void {
    this.go();
  }
}

function short(message: FeedMessage): string | number {
  if (message.kind !== 'FeedCheckpoint') return message.position.sequence;
  return message.isLive ? `live at ${message.position.sequence}` : 'behind';
}

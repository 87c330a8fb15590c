import type { FeedMessage } from './feed-message';
import type { LiveStats } from './live-stats';

/** The payload of a message, made once for all who share it. */
export interface Rendering {
  /** The answer of the subscribed operation, as JSON in UTF-8. */
  readonly payload: Buffer;
  /**
   * The people whose words or names it tells because it is for no viewer in particular. A viewer whom one of them blocks
   * must not be sent it.
   */
  readonly peopleShown: ReadonlySet<number>;
}

/** Makes payloads for the subscribers of one document with the same variables: for all of them, or for one viewer. */
export interface Renderer {
  render(message: FeedMessage): Rendering | Promise<Rendering>;
}

/** How a subscriber's messages are rendered. */
export interface Renderers {
  /** Shared with everyone whose operation is the same and depends on no viewer; else the viewer's own. */
  readonly usual: Renderer;
  /** The viewer's own, for the message that they must not share. */
  readonly own: Renderer;
  /** To be called once, when the subscription ends. */
  release(): void;
}

/** Renders a message, and counts it. */
export function render(
  stats: LiveStats,
  renderer: Renderer,
  message: FeedMessage,
): Rendering | Promise<Rendering> {
  stats.renderings += 1;
  return renderer.render(message);
}

import { getNamedType } from 'graphql';
import { schema } from '../../../src/schema/build-schema';
import { decodeLiveCursor } from '../../../src/schema/cursor';
import {
  subscriptionsOf,
  type AnyField,
  type CompositeType,
} from '../../support/audience/schema-walk';
import { eventually } from '../../support/eventually';
import { LiveFeed, type Message } from '../../support/live';
import { operations } from '../../support/operations';
import { toldIn, type Told } from './answers';
import { ASKERS, type Asker } from './askers';
import { FEEDS } from './asked';
import { isNoList, type Gathering } from './gathering';
import { selectionOf } from './selection';
import type { World } from './world';

/** Of fields that differ for nobody but the blocked: messages that tell these alone are made once for all. */
const isShared = (field: AnyField): boolean =>
  isNoList(field) && field.extensions.audience !== 'VIEWER';

/** What decisions lead to as well would be more than one document may ask. */
const isNoDecision = (field: AnyField): boolean =>
  isNoList(field) && getNamedType(field.type).name !== 'ModerationDecision';

/** What is asked of each message, and how many things deep: its activity, a comment, what that replies to, and once more. */
const WAYS = [
  { isAsked: isShared, things: 5 },
  { isAsked: isNoDecision, things: 5 },
  { isAsked: isNoList, things: 3 },
];

/** A quiet feed repeats its checkpoints. */
const isFirst = (message: Message, index: number, all: readonly Message[]): boolean =>
  message.cursor !== all[index - 1]?.cursor || !message.isLive || !all[index - 1]?.isLive;

/** A feed that somebody follows. */
export class Listener {
  private taken = 0;

  private constructor(
    readonly asker: Asker,
    readonly field: AnyField,
    private readonly query: string,
    private readonly place: string,
    private readonly feed: LiveFeed,
  ) {}

  /** Everybody, at every feed: in a group, and for themselves. */
  static async all(world: World, after: string | null): Promise<Listener[]> {
    const listeners: Listener[] = [];
    for (const field of subscriptionsOf(schema()))
      for (const given of FEEDS[field.name]?.(world) ?? [''])
        for (const depth of WAYS)
          for (const asker of ASKERS) {
            const type = getNamedType(field.type) as CompositeType;
            const selection = selectionOf(schema(), type, depth);
            const texts = ['after: $after', given].filter((text) => text !== '').join(', ');
            const query = `subscription Told($after: String) { ${field.name}(${texts}) ${selection} }`;
            const place = `Subscription.${field.name}${given === '' ? '' : `(${given})`}`;
            const feed = new LiveFeed(world.app, { query }, { after }, world.who(asker));
            listeners.push(new Listener(asker, field, query, place, feed));
          }
    for (const { feed } of listeners)
      await eventually(() => feed.failure !== null || feed.messages.some(({ isLive }) => isLive));
    return listeners;
  }

  /** Waits until it has been told, or passed over, everything up to now. */
  async catchUp(world: World): Promise<void> {
    const { publicFeed } = await world.app.data(operations.PublicFeed, { first: 1 });
    const { sequence } = decodeLiveCursor(publicFeed.liveCursor);
    const { feed } = this;
    await eventually(
      () => feed.failure !== null || decodeLiveCursor(feed.lastCursor).sequence >= sequence,
    );
  }

  /** Takes what came since it was last asked, or that it was refused. */
  tell(gathering: Gathering, isWanted: (message: Message) => boolean = () => true): void {
    const { asker, field, query, place, feed } = this;
    const messages = feed.messages.slice(this.taken).filter(isWanted).filter(isFirst);
    this.taken = feed.messages.length;
    const told = messages.flatMap((message) => toldIn(schema(), query, { [field.name]: message }));
    const shown = told.filter(({ type }) => type === 'Subscription').map(({ value }) => value);
    const value = feed.failure === null ? shown : { refused: feed.code };
    const root: Told = {
      ...{ type: 'Subscription', field: field.name, holder: 'Subscription' },
      ...{ place, path: place, value, page: null },
    };
    const below = told.filter(({ type }) => type !== 'Subscription');
    gathering.take(asker, query, { messages, failure: feed.failure }, [root, ...below]);
  }

  close(): Promise<void> {
    return this.feed.close();
  }
}

import { getNamedType, getOperationAST, parse } from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { isShareable } from '../../src/schema/selection-audience';
import { TestApp } from '../support/app';
import { DividedPlace, type Sample, type Viewer } from '../support/audience/divided-place';
import { questionsAbout, toldIn } from '../support/audience/questions';
import {
  objectTypesOf,
  reachableFields,
  subscriptionsOf,
  type AnyField,
  type ClassifiedField,
} from '../support/audience/schema-walk';
import { subscriptionText } from '../support/audience/subscription-text';
import { faultOf, type Answer } from '../support/audience/verdict';
import { LiveFeed } from '../support/live';
import { Moderating } from '../support/moderating';

/** Makes the document that it stands in private: each viewer is answered for themselves. */
const PRIVATE = '... on ActivityAdded { activity { actor { viewerIsFollowing } } }';

/** No feed tells of these, so no two viewers of one can be told of them differently. */
const UNTOLD = [
  ...['ProfileClaim.', 'ModerationDecision.', 'BlockListEntry.', 'CommentReport'],
  ...['Comment.latestDecision', 'Comment.postTitle'],
];

describe('for whom each field below a subscription is said to be the same', () => {
  let place: DividedPlace;
  const answers = new Map<string, Answer[]>();

  const take = (answer: unknown, { name: viewer }: Viewer, shows?: string) => {
    const isBlocked = place.isBlocked(viewer, shows);
    for (const told of toldIn(answer)) {
      const known = answers.get(told.field) ?? [];
      answers.set(told.field, known);
      known.push({ ...told, viewer, isBlocked });
    }
  };
  const ask = async (viewer: Viewer, { type, ask: toAsk, shows, isOpen }: Sample) => {
    const [objectType] = objectTypesOf(schema(), schema().getType(type)!);
    const questions = questionsAbout(schema(), objectType!, isOpen ?? false);
    const query = `query Ask { ${toAsk(`{ ${questions} }`)} }`;
    take(await place.app.data(query, {}, viewer.member), viewer, shows);
  };
  /** Replays all that ever happened, to that viewer alone. */
  const replay = async (viewer: Viewer, feed: AnyField) => {
    const messages = objectTypesOf(schema(), getNamedType(feed.type)).map(
      (type) => `... on ${type.name} { ${questionsAbout(schema(), type, true)} }`,
    );
    const isLive = '... on FeedCheckpoint { isLive }';
    const query = subscriptionText(feed, 'dan', [...messages, PRIVATE, isLive].join(' '));
    const document = parse(query);
    expect(isShareable(schema(), document, getOperationAST(document)!)).toBe(false);
    const after = { after: place.start };
    const live = new LiveFeed(place.app, { query }, after, viewer.member);
    await live.until(() => live.messages.some((message) => message.isLive) || live.code !== null);
    await live.close();
    // A feed that is somebody's is no feed of nobody.
    if (viewer.member === null && live.code === 'UNAUTHENTICATED') return;
    expect(live.failure).toBeNull();
    take(live.messages, viewer);
  };

  const fields = reachableFields(schema());
  const fault = (field: ClassifiedField) => faultOf(field, answers.get(field.name) ?? []);

  beforeAll(async () => {
    place = await DividedPlace.make(await TestApp.start());
    const samples = await place.samples();
    const judge = await place.app.join('judge');
    await new Moderating(place.app).promote(judge, 'MODERATOR');
    // Some things are told to moderators alone, who are shown what is hidden from those whom somebody blocks.
    for (const viewer of [...place.viewers, { name: 'judge', member: judge }]) {
      await Promise.all(samples.map((sample) => ask(viewer, sample)));
      await Promise.all(subscriptionsOf(schema()).map((feed) => replay(viewer, feed)));
    }
  });
  afterAll(() => place.app.close());

  it('is as the answers of several viewers have it', () => {
    expect(fields.length).toBeGreaterThan(100);
    const faults = fields.flatMap((field) => {
      const isUntold = UNTOLD.some((untold) => field.name.startsWith(untold));
      const found = isUntold ? null : fault(field);
      return found === null ? [] : `${field.name} (${String(field.audience)}): ${found}`;
    });
    expect(faults).toEqual([]);
  });

  it.each([undefined, 'EVERYONE', 'UNBLOCKED', 'VIEWER'])(
    'could be said of no other field to be %s without a fault being found',
    (audience) => {
      const others = fields.filter((field) => field.audience !== audience);
      const unnoticed = others.filter((field) => fault({ ...field, audience }) === null);
      // An answer of one's own is no fault where blocks make a difference, only more work than need be.
      const isCareful = (field: ClassifiedField) =>
        audience === 'VIEWER' && field.audience === 'UNBLOCKED';
      expect(unnoticed.filter((field) => !isCareful(field))).toEqual([]);
    },
  );
});

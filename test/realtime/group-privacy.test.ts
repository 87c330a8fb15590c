import { getOperationAST, parse } from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { isShareable } from '../../src/schema/selection-audience';
import { TestApp } from '../support/app';
import {
  dependentFields,
  FORMS,
  selectionOf,
  type DependentField,
} from '../support/audience/dependent-fields';
import { DividedPlace, PAGE, TO_ALL } from '../support/audience/divided-place';
import { audienceOf, isOwn, subscriptionsOf } from '../support/audience/schema-walk';
import { subscriptionText } from '../support/audience/subscription-text';
import type { operations } from '../support/operations';
import { Listeners, type Asked, type Heard } from './listeners';

/** Of whom the profile's feed is, and who does everything: all viewers follow him, and he quarrels with none. */
const ACTOR = 'max';

/** The subscriptions that tell viewers of what is theirs alone. No other does, though the schema has ways to it. */
const OWN_FEEDS = ['notifications'];

const FULLY_HEARD = 'publicFeed';

/** What no feed tells of, to whomever it belongs. */
const UNTOLD = [
  ...['ProfileClaim', 'AccountSession', 'ModerationDecision', 'BlockListEntry', 'CommentReport'],
];

/** What HTTP tells moderators, and messages nobody. */
const SILENT = [
  'Comment.reportCount',
  'Comment.reports',
  'Comment.postTitle',
  'Comment.latestDecision',
];

const isShown = (subscription: string, { name, type }: DependentField): boolean =>
  !UNTOLD.some((untold) => name.startsWith(`${untold}.`)) &&
  isOwn(schema(), type) === OWN_FEEDS.includes(subscription);

const isTold = (subscription: string, field: DependentField): boolean =>
  isShown(subscription, field) && !SILENT.includes(field.name);

const fields = dependentFields(schema());
const documents = subscriptionsOf(schema()).flatMap((subscription) =>
  fields.flatMap((field) =>
    // Of what is never shown, or always alike, one form is enough.
    FORMS.slice(0, isTold(subscription.name, field) ? FORMS.length : 1).flatMap((form): Asked[] => {
      const selected = selectionOf(schema(), field, form);
      if (!selected) return [];
      const selection = `__typename cursor ${selected.selection}`;
      const query = `${subscriptionText(subscription, ACTOR, selection)} ${selected.fragments}`;
      return [{ subscription: subscription.name, field, form, query }];
    }),
  ),
);
/**
 * Neither whether a document is shared, as the first test shows, nor what there is to be told depends on the feed: one is
 * heard in every form, and with what none tells.
 */
const heardIn = documents.filter(
  ({ subscription, field, form }) =>
    subscription === FULLY_HEARD ||
    OWN_FEEDS.includes(subscription) ||
    (form === 'plain' && isTold(subscription, field)),
);
const of = (name: string) => heardIn.filter(({ subscription }) => subscription === name);

type Act = () => Promise<void>;

/** What happens, one after the other, and what it is called in a failure. */
async function actsIn(place: DividedPlace): Promise<[name: string, act: Act][]> {
  const { page } = await place.app.data(`{ page: post(url: "${PAGE}") { id } }`);
  const idOf = (name: string) => place.comment(name).id;
  const says = (target: string, name: string) => () => place.say(ACTOR, target, name);
  const does =
    (name: keyof typeof operations, input: object, by = ACTOR): Act =>
    () =>
      place.change(name, input, by);
  const bob = { profileId: place.member('bob').id };
  return [
    ['a comment', says(PAGE, 'first')],
    ['a reply to Ann', says('ann', 'second')],
    ['a reply to Bob', says('bob', 'third')],
    ['a reply to Eve', says('eve', 'fourth')],
    ['a favorite of the page', does('AddFavorite', { subjectId: page.id })],
    ['a favorite of what Ann said', does('AddFavorite', { subjectId: idOf('ann') })],
    ['an edit', does('EditComment', { commentId: idOf('max'), body: 'New words' })],
    ['a follow', does('Follow', bob)],
    ['an unfollow', does('Unfollow', bob)],
    ['a favorite taken back', does('RemoveFavorite', { subjectId: idOf('ann') })],
    ['a favorite of a reply to Ada', does('AddFavorite', { subjectId: idOf('ann to ada') })],
    ['a reply to a reply to Ada', says('ann to ada', 'fifth')],
    ['a mention of all', says(PAGE, TO_ALL)],
    ['a second mention of all', says('ann', `second ${TO_ALL}`)],
    ['a look of Ann', () => place.see('ann', 'newest')],
    ['a mention taken back', () => does('EditComment', { commentId: idOf(TO_ALL), body: 'No' })()],
    ['a change of mind of Ann', does('RemoveFavorite', { subjectId: page.id }, 'ann')],
    ['a block that ends', does('Unblock', { profileId: place.member('eve').id }, 'ann')],
    ['another reply to Eve', says('eve', 'sixth')],
    ['a deletion', does('DeleteComment', { commentId: idOf('max') })],
  ];
}

describe('subscribers of the very same documents', () => {
  let place: DividedPlace;
  let listeners: Listeners;

  beforeAll(async () => {
    // Every feed tells soon how far it has come, whether there was something in it or not.
    place = await DividedPlace.make(await TestApp.start({ checkpointIntervalMs: 400 }));
    listeners = new Listeners(schema(), place, fields);
    const beginning = await listeners.head();
    for (const viewer of place.viewers)
      for (const { name } of subscriptionsOf(schema())) await listeners.listen(viewer, of(name));
    for (const [name, act] of await actsIn(place)) await listeners.during(name, act);
    await listeners.close();
    const plain = of(FULLY_HEARD).filter(({ form }) => form === 'plain');
    await listeners.during('a replay', async () => {
      for (const viewer of place.viewers) {
        await listeners.listen(viewer, plain, place.start);
        for (const name of OWN_FEEDS) await listeners.listen(viewer, of(name), beginning);
      }
    });
  }, 180_000);
  afterAll(async () => {
    await listeners.close();
    await place.app.close();
  });

  it('share them where nothing but a block makes a difference', () => {
    for (const { field, query } of documents) {
      const document = parse(query);
      const isShared = isShareable(schema(), document, getOperationAST(document)!);
      expect([query, isShared]).toEqual([query, audienceOf(field.field) === 'UNBLOCKED']);
    }
  });

  it('are each told what HTTP tells them', () => {
    const tell = ({ asked: { subscription, field, form }, viewer, about, live, http }: Heard) =>
      `${viewer} by ${subscription}, ${field.name} (${form}), at ${about}: ${live}, not ${http}`;
    expect(listeners.heard.filter(({ live, http }) => live !== http).map(tell)).toEqual([]);
  });

  it.each(fields)('are told $name each for themselves', (field) => {
    const differs = SILENT.includes(field.name) ? 'alike' : 'differently';
    const shown = isOwn(schema(), field.type) ? 'to each their own' : differs;
    for (const asked of heardIn.filter((document) => document.field === field)) {
      const expected = isShown(asked.subscription, field) ? shown : 'not at all';
      const told = listeners.heard.filter((one) => one.asked === asked);
      const which = `${field.name} (${asked.form}) by ${asked.subscription}`;
      // Where one differs, add an act that shows such an object.
      expect(`${which}: ${howTold(told)}`).toBe(`${which}: ${expected}`);
    }
  });

  /** How viewers were told of objects, each at the same moment. */
  function howTold(all: readonly Heard[]): string {
    if (all.length === 0) return 'not at all';
    const first = new Map<string, Heard>();
    for (const heard of all) if (!first.has(heard.about)) first.set(heard.about, heard);
    if (all.some(({ about, live }) => first.get(about)?.live !== live)) return 'differently';
    if (all.some(({ about, viewer }) => first.get(about)?.viewer !== viewer)) return 'alike';
    const told = new Set(all.map(({ viewer }) => viewer));
    const isToldAll = place.viewers.every(
      ({ name, member }) => told.has(name) === (member !== null),
    );
    return isToldAll ? 'to each their own' : `to ${[...told].join(', ')} alone`;
  }
});

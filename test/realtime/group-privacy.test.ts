import { getOperationAST, parse } from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { isShareable } from '../../src/schema/selection-audience';
import { TestApp } from '../support/app';
import { dependentFields, FORMS, selectionOf } from '../support/audience/dependent-fields';
import { DividedPlace, PAGE } from '../support/audience/divided-place';
import { audienceOf, subscriptionsOf } from '../support/audience/schema-walk';
import { subscriptionText } from '../support/audience/subscription-text';
import type { operations } from '../support/operations';
import { Listeners, type Asked, type Heard } from './listeners';

/** Of whom the profile's feed is, and who does everything: all viewers follow him, and he quarrels with none. */
const ACTOR = 'max';

/** What no message of a subscription ever shows, though the schema has ways to it. */
const NEVER_SHOWN: Readonly<Record<string, readonly string[]>> = {
  // The subject of a retracted activity is a Node: it is never an account.
  profileFeed: ['Viewer'],
  homeFeed: ['Viewer'],
  postFeed: ['Viewer'],
  publicFeed: ['Viewer'],
};

const fields = dependentFields(schema());
const documents = subscriptionsOf(schema()).flatMap((subscription) =>
  fields.flatMap((field) =>
    FORMS.flatMap((form): Asked[] => {
      const selected = selectionOf(schema(), field, form);
      if (!selected) return [];
      const selection = `__typename cursor ${selected.selection}`;
      const query = `${subscriptionText(subscription, ACTOR, selection)} ${selected.fragments}`;
      return [{ subscription: subscription.name, field, form, query }];
    }),
  ),
);
const of = (name: string) => documents.filter(({ subscription }) => subscription === name);

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
    place = await DividedPlace.make(await TestApp.start({ checkpointIntervalMs: 1_000 }));
    listeners = new Listeners(schema(), place, fields);
    for (const viewer of place.viewers)
      for (const { name } of subscriptionsOf(schema())) await listeners.listen(viewer, of(name));
    for (const [name, act] of await actsIn(place)) await listeners.during(name, act);
    await listeners.close();
    const plain = of('publicFeed').filter(({ form }) => form === 'plain');
    await listeners.during('a replay', async () => {
      for (const viewer of place.viewers) await listeners.listen(viewer, plain, place.start);
    });
  }, 120_000);
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

  it.each(fields.map(({ name }) => name))('are told %s each for themselves', (name) => {
    const [type = ''] = name.split('.');
    const wrong = documents.flatMap((asked) => {
      if (asked.field.name !== name) return [];
      const isNeverShown = NEVER_SHOWN[asked.subscription]?.includes(type) ?? false;
      const told = listeners.heard.filter((one) => one.asked === asked);
      if (isNeverShown !== isDivided(told)) return [];
      return isNeverShown
        ? `${asked.subscription} shows it: take ${type} out of NEVER_SHOWN`
        : `${asked.subscription} (${asked.form}): add an act that shows viewers something else, or say in NEVER_SHOWN that none can`;
    });
    expect(wrong).toEqual([]);
  });
});

/** Whether viewers were told different things of the same object at the same moment. */
function isDivided(heard: readonly Heard[]): boolean {
  const first = new Map<string, string>();
  return heard.some(({ about, live }) => {
    const other = first.get(about) ?? live;
    first.set(about, other);
    return other !== live;
  });
}

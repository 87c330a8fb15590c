import { numberOf } from '../../../src/schema/global-id';
import type { Asker } from './askers';
import { thingsIn, type Ref } from './answers';
import type { Store } from './store';
import { THINGS } from './things';
import type { World } from './world';

/** What the tables need to know of the world, and of what its tellers were told. */
export class Facts {
  constructor(
    readonly world: World,
    private readonly store: Store,
  ) {}

  isThere(asker: Asker, id: string): boolean {
    const type = this.typeOf(id);
    const thing = type === null ? undefined : THINGS[type];
    return thing?.isThere(asker, id, this) ?? false;
  }

  typeOf(id: string): string | null {
    return this.store.things.get(id) ?? null;
  }

  /** All of a list, as its tellers see it. @throws where no list is at that place */
  list(place: string): readonly string[] {
    const items = this.store.list(place);
    if (items === null) throw new Error(`Nobody was asked for all of ${place}.`);
    return items;
  }

  /** What is at a place, as its tellers see it. */
  value(place: string): unknown {
    return this.store.value(place);
  }

  /** Whether somebody follows who did an activity. */
  isActorFollowed(asker: Asker, id: string): boolean {
    const known = this.world.actorOf.get(id);
    const actors = thingsIn(this.store.value(`${id}.actor`)).map(({ thing }) => thing);
    const names = known === undefined ? actors.map((actor) => this.world.nameOf(actor)) : [known];
    return names.some((name) => this.world.has(asker, 'follows', name));
  }

  /** The messages of the public feed that are in somebody's home feed; checkpoints are in every feed. */
  homeMessages(asker: Asker): Ref[] {
    const all = thingsIn(this.store.value('Subscription.publicFeed'));
    return all.filter(({ thing, type }) => {
      if (type === 'FeedCheckpoint') return true;
      const [activity] = thingsIn(this.store.value(`${thing}.activity`));
      const id = activity?.thing ?? String(this.store.value(`${thing}.activityId`));
      return this.isThere(asker, thing) && this.isActorFollowed(asker, id);
    });
  }

  /** Whether messages tell of everything that somebody is to be told of, the oldest first. */
  areAllNotifications(asker: Asker, messages: unknown): boolean {
    const told = thingsIn(messages).flatMap(({ thing }) =>
      thingsIn(this.store.value(`${thing}.notification`)).map((notification) => notification.thing),
    );
    const all = this.world.toldTo(asker).filter((id) => this.store.things.has(id));
    return JSON.stringify(told) === JSON.stringify(all);
  }

  /** Whether a person of the thing, or of the thing that the part is of, blocks whoever asks. */
  isBlocked(asker: Asker, holder: string): boolean {
    const [id = ''] = holder.split(/[./]/);
    return this.peopleOf(id).some((person) => this.world.has(person, 'blocks', asker));
  }

  /** The names of those people whom the table of things names. */
  private peopleOf(id: string): readonly string[] {
    const known = this.world.peopleOf.get(id);
    if (known) return known;
    const type = this.typeOf(id);
    const ways = type === null ? [] : (THINGS[type]?.people ?? []);
    const people = ways.flatMap((way) => this.peopleAt(id, way.split('.')));
    // Once it is gone nobody is told whose it was.
    if (people.length > 0) this.world.peopleOf.set(id, people);
    return people;
  }

  private peopleAt(id: string, [field, ...further]: readonly string[]): readonly string[] {
    if (field === undefined) {
      const number = numberOf('Profile', id);
      return number > 0 ? [this.world.nameOf(id)] : this.peopleOf(id);
    }
    const value = this.store.value(`${id}.${field}`);
    const ids = typeof value === 'string' ? [value] : thingsIn(value).map(({ thing }) => thing);
    return ids.flatMap((one) => this.peopleAt(one, further));
  }
}

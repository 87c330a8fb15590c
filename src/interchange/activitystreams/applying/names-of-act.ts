import { normalizePostUrl } from '../../../posts/post-url';
import type { Act } from '../reading/act';
import type { ActorNamed } from '../reading/actor';
import type { Names } from '../known/draft';
import { besides } from '../known/foreign-names';
import type { Note, Page } from '../reading/thing';

/** Every name that acts will be looked up by, so that one statement finds them all. */
export function namesOf(acts: readonly Act[]): Names {
  const names = new Gathering();
  for (const act of acts) names.add(act);
  return names;
}

class Gathering implements Names {
  readonly people = new Set<string>();
  readonly things = new Set<string>();
  readonly parents = new Set<string>();
  readonly pages = new Set<string>();

  add(act: Act): void {
    switch (act.does) {
      case 'MAKE':
        this.addThing(act.thing, act.author.id);
        this.addName(act.key);
        this.addPerson(act.author);
        return;
      case 'FOLLOW':
      case 'BLOCK':
        this.addPerson(act.actor);
        this.addPerson(act.target);
        this.addUndoable(act.key, act.actor);
        return;
      case 'LIKE':
        this.addPerson(act.actor);
        this.addUndoable(act.key, act.actor);
        this.addName(act.subject);
        this.addPage(act.subject);
        return;
      case 'UPDATE_THING':
        this.addThing(act.thing, act.actor.id);
        this.addName(act.key);
        this.addPerson(act.actor);
        return;
      case 'DELETE':
        this.addName(act.id);
        this.addName(act.key);
        this.addPerson(act.actor);
        return;
      case 'UNDO':
        this.addName(act.undoneKey);
        this.addName(act.key);
        this.addPerson(act.actor);
        return;
      case 'DESCRIBE':
      case 'UPDATE_ACTOR':
        this.addPerson(act.actor);
        return;
      case 'PASS':
      case 'BREAK':
    }
  }

  private addThing(thing: Note | Page, authorId: string): void {
    if (thing.id !== null) this.things.add(thing.id).add(besides(thing.id, 'deleted', authorId));
    if (thing.kind === 'PAGE') {
      this.addContext(thing);
      return;
    }
    this.addName(thing.url);
    this.addName(thing.inReplyTo);
    this.parents.add(thing.inReplyTo);
    this.addPage(thing.inReplyTo);
    if (thing.url !== null) this.addPage(thing.url);
    if (thing.context) this.addContext(thing.context);
  }

  private addContext({ id, address, author }: Page): void {
    this.addName(id);
    if (address !== null) this.pages.add(address);
    if (author) this.addPerson(author);
  }

  private addUndoable(key: string, actor: ActorNamed): void {
    this.things.add(key).add(besides(key, 'undone', actor.id));
  }

  private addName(name: string | null): void {
    if (name !== null) this.things.add(name);
  }

  private addPerson({ id }: ActorNamed): void {
    this.people.add(id);
  }

  private addPage(url: string): void {
    const normal = normalizePostUrl(url);
    if (normal !== null) this.pages.add(normal);
  }
}

import { ASKERS } from './askers';

/** What the world remembers of itself: what the tables say is judged by it, not by what the server tells. */
export class Memory {
  /** By the id of a thing, whose block hides it: of what is gone, nobody else could say. */
  readonly peopleOf = new Map<string, readonly string[]>();
  /** By the id of an activity, who did it: once it is retracted, nobody else could say. */
  readonly actorOf = new Map<string, string>();
  /** What nobody is told but as secrets.ts says, by what it is. */
  readonly secrets = new Map<string, string>();
  /** What those alone are not told whom the owner blocks. */
  readonly wordsOfOwner: string[] = [];
  private readonly deeds = new Set<string>();
  private readonly notifications: { whom: string; id: string }[] = [];
  private readonly names = new Map<string, string>();

  /** Whether somebody did something to a thing, or to a person: "owner blocks blocked". */
  has(who: string, deed: string, what: string): boolean {
    return this.deeds.has(`${who} ${deed} ${what}`);
  }

  note(who: string, deed: string, what: string): void {
    this.deeds.add(`${who} ${deed} ${what}`);
  }

  /** The ids of all that somebody was told of, in the order in which it happened. */
  toldTo(who: string): string[] {
    return this.notifications.filter(({ whom }) => whom === who).map(({ id }) => id);
  }

  noteNotification(whom: string, id: string): void {
    this.note(whom, 'owns', id);
    this.notifications.push({ whom, id });
  }

  /** Remembers what somebody has done to a thing. */
  noteDeed(
    who: string,
    { makes, ends }: { makes?: string; ends?: string },
    id: string | null,
  ): void {
    if (id === null) return;
    // These are of a person, whatever shows them.
    const what = (deed: string) => (/^(blocks|follows)$/.test(deed) ? this.nameOf(id) : id);
    if (makes !== undefined) this.note(who, makes, what(makes));
    if (ends !== undefined) this.deeds.delete(`${who} ${ends} ${what(ends)}`);
    if (makes === 'wrote') this.peopleOf.set(id, [who]);
  }

  /** Whether a comment was deleted. */
  isLost = (id: string): boolean => ASKERS.some((who) => this.has(who, 'lost', id));

  /** Who a profile is of: one of the plain words, or else its username. */
  nameOf(profileId: string): string {
    return this.names.get(profileId) ?? profileId;
  }

  name(profileId: string, name: string): void {
    this.names.set(profileId, name);
  }
}

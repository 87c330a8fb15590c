import { fromGlobalId } from '../../../src/schema/global-id';
import { PASSWORD, type Member, type TestApp } from '../../support/app';
import type { Mailbox } from '../../support/mailbox';
import { operations } from '../../support/operations';
import { comment, entry, importExportTexts } from '../../support/typepad';
import { type Asker } from './askers';
import { Memory } from './memory';

/** The owner's friend, with whom nobody has a quarrel: everybody follows them. */
export const FRIEND = 'friend';
export type Name = Exclude<Asker, 'nobody'> | typeof FRIEND;

/** As which they are known; some of the plain words are no usernames. */
export const USERNAMES: Record<Name, string> = {
  ...{ owner: 'olga', friend: 'fay', member: 'mia', blocked: 'bill' },
  ...{ moderator: 'mo', administrator: 'ada' },
};

export const PAGE = 'https://page.example/talk';
export const POST_OF_OWNER = 'https://olga.example/post';

/** Somebody with an account, and the id of their Viewer. */
export interface Person extends Member {
  readonly viewerId: string;
}

/** A server with people on it, and ways to have them do things that are remembered. See history.ts for what they did. */
export class World extends Memory {
  /** Comments, and other things that were named, by their names. */
  readonly named = new Map<string, string>();
  readonly claims = new Map<string, string>();
  private readonly people = new Map<string, Person>();
  private count = 0;

  constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
    /** A live cursor from before anything happened. */
    readonly start: string,
    private readonly time: { ahead: number },
  ) {
    super();
  }

  /** Null for nobody. */
  who(asker: Asker): Person | null {
    return asker === 'nobody' ? null : this.member(asker);
  }

  member = (name: Name): Person => {
    const person = this.people.get(name);
    if (!person) throw new Error(`Nobody is called ${name}.`);
    return person;
  };

  /** What was named so. */
  id(name: string): string {
    const id = this.named.get(name);
    if (id === undefined) throw new Error(`Nothing is called "${name}".`);
    return id;
  }

  usernameOf = (name: Name): string => USERNAMES[name];
  emailOf = (name: string): string => `${name}.private@secret.example`;

  /** The type that an id is of; null for what is no id. */
  typeOf = (id: string): string | null => fromGlobalId(id)?.kind ?? null;

  async join(name: Name): Promise<void> {
    const email = this.emailOf(name);
    const member = await this.app.join(USERNAMES[name], { email });
    const { viewer } = await this.app.data(operations.Viewer, {}, member);
    this.people.set(name, { ...member, viewerId: viewer.id });
    this.name(member.id, name);
    this.note(name, 'owns', viewer.id);
    this.secrets.set(`the email of ${name}`, email);
    this.secrets.set(`the token of ${name}`, member.token);
    await this.noteSessions(name);
  }

  /** Comments on a page, or in reply to the comment of that name. */
  async say(who: Name, target: string, name: string, body = `Words: ${name}.`): Promise<string> {
    const place = target.startsWith('https:') ? target : { id: this.id(target) };
    const { id } = await this.app.comment(this.member(who), place, body);
    this.named.set(name, id);
    this.peopleOf.set(id, [who]);
    this.note(who, 'wrote', id);
    if (who === 'owner') this.wordsOfOwner.push(body);
    await this.noteActivity(who);
    return id;
  }

  /** Has somebody say something new on the page, and gives its id. */
  sayNew(who: Name): Promise<string> {
    return this.say(who, PAGE, this.newName());
  }

  newName(): string {
    this.count += 1;
    return `new-${this.count}`;
  }

  /** Does what takes one `input`. @throws when it is refused */
  async change(who: Name, operation: keyof typeof operations, input: object): Promise<any> {
    const payload = await this.app.mutate(operation, input, this.member(who));
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload;
  }

  /** The same, where it may be refused. */
  async tries(asker: Asker, operation: keyof typeof operations, input: object): Promise<void> {
    const member = this.who(asker);
    if (member) await this.app.mutate(operation, input, member);
  }

  async follow(who: Name, whom: Name): Promise<void> {
    const { id } = this.member(whom);
    await this.change(who, 'Follow', { profileId: id });
    this.note(who, 'follows', whom);
  }

  async favorite(who: Name, subjectId: string): Promise<void> {
    await this.change(who, 'AddFavorite', { subjectId });
    this.note(who, 'favorited', subjectId);
    await this.noteActivity(who);
  }

  /** Whose the newest activity is. */
  private async noteActivity(who: Name): Promise<void> {
    const { publicFeed } = await this.app.data(operations.PublicFeed, { first: 1 });
    this.actorOf.set(publicFeed.edges[0].node.id, who);
  }

  /** Takes a favorite back. */
  async unfavorite(who: Name, subjectId: string): Promise<void> {
    await this.change(who, 'RemoveFavorite', { subjectId });
    this.noteDeed(who, { ends: 'favorited' }, subjectId);
  }

  /** Deletes a comment of the owner's. */
  async delete(name: string): Promise<void> {
    const commentId = this.id(name);
    await this.change('owner', 'DeleteComment', { commentId });
    this.noteDeed('owner', { makes: 'lost', ends: 'wrote' }, commentId);
  }

  /** Of what has a limit a day there is more the next. */
  nextDay(): void {
    this.time.ahead += 25 * 60 * 60 * 1000;
  }

  /** Another session of somebody. */
  async signIn(name: Name): Promise<Member> {
    const identifier = USERNAMES[name];
    const { session } = await this.app.mutate('SignIn', { identifier, password: PASSWORD });
    this.secrets.set(`another token of ${name}`, session.token);
    return { ...this.member(name), token: session.token };
  }

  /** Signs somebody in again, all of whose sessions have ended. */
  async renew(name: Name): Promise<void> {
    this.people.set(name, { ...this.member(name), ...(await this.signIn(name)) });
    await this.noteSessions(name);
  }

  /** The id of another session of somebody. */
  async newSession(name: Name): Promise<string> {
    await this.signIn(name);
    const [newest] = await this.noteSessions(name);
    return String(newest);
  }

  /** Somebody new, with whom nobody has anything to do: their address. */
  async newMember(): Promise<string> {
    const username = this.newName();
    const email = `${username}@new.example`;
    await this.app.join(username, { email });
    return email;
  }

  private async noteSessions(name: Name): Promise<string[]> {
    const query = '{ viewer { sessions(first: 100) { edges { node { id } } } } }';
    const { viewer } = await this.app.data(query, {}, this.member(name));
    const ids: string[] = viewer.sessions.edges.map(({ node }: any) => node.id);
    for (const id of ids) this.note(name, 'owns', id);
    return ids;
  }

  /** A profile that an import brought, with one comment, and an address if one is given. */
  async oldProfile(name: string, email = ''): Promise<string> {
    const username = name.replace(/\W/g, '-');
    const url = `https://old.typepad.com/weblog/${username}.html`;
    const text = entry(name, { url }, [comment(`Words of ${name}`, { name, email })]);
    await importExportTexts(this.app, [text]);
    const { profile } = await this.app.data(operations.ProfilePage, { username });
    this.name(profile.id, name);
    return profile.id;
  }

  /** A profile that nobody has claimed. */
  newOldProfile(email?: string): Promise<string> {
    return this.oldProfile(`Old ${this.newName()}`, email);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mailbox.close();
  }
}

import { numberOf, toGlobalId } from '../../../src/schema/global-id';
import type { Member, TestApp } from '../app';
import { Foreigner, importValues } from '../import';
import { notificationsOf } from '../notifications';
import { operations } from '../operations';

export const PAGE = 'https://ada.example/page';
const ELSEWHERE = 'https://dan.example/page';

const VIEWERS = ['ann', 'bob', 'zoe'] as const;
const OTHERS = ['max', 'cy', 'eve', 'dan'] as const;
/** Who blocks whom. */
const BLOCKS = [
  ['ada', 'zoe'],
  ['cy', 'bob'],
  ['ann', 'eve'],
] as const;
/** Words that concern each of the viewers. */
export const TO_ALL = `to ${VIEWERS.map((name) => `@${name}`).join(', ')}`;
/** Something in every field of a profile that may be empty. */
const ABOUT_DAN = {
  about: 'A quiet man',
  location: 'Elsewhere',
  interests: 'Bees',
  homepageUrl: 'https://dan.example',
  avatarUrl: 'https://dan.example/dan.png',
};

/** Somebody who looks at the place. */
export interface Viewer {
  readonly name: string;
  /** Null for nobody in particular. */
  readonly member: Member | null;
}

/** A way to an object that viewers are shown. */
export interface Sample {
  readonly type: string;
  /** A query with the wanted fields of the object in its place. */
  readonly ask: (fields: string) => string;
  /** The username of the person whose words or name it tells. */
  readonly shows?: string;
  /** Whether all who are shown it are shown the same lists of it. */
  readonly isOpen?: true;
}

/**
 * A community of which each viewer is shown something else. Max does things that all of them follow, on the page of Ada,
 * who blocks Zoe; Cy blocks Bob; Ann blocks Eve, follows and favorites most, and wrote more than the others. With Dan
 * nobody has a quarrel. He mentions all viewers, in a comment that is there no longer and in one that is: of their
 * notifications, Ann has seen all, Bob some, Zoe none.
 */
export class DividedPlace {
  private readonly comments = new Map<string, { id: string; author: string }>();

  private constructor(
    readonly app: TestApp,
    private readonly members: ReadonlyMap<string, Member>,
    /** The profile of Ada, whom an import brought, as it did her page: she has no account. */
    private readonly ada: number,
    /** A live cursor from before anything happened. */
    readonly start: string,
  ) {}

  static async make(app: TestApp): Promise<DividedPlace> {
    const { publicFeed } = await app.data(operations.PublicFeed, { first: 1 });
    const members = new Map<string, Member>();
    for (const name of [...VIEWERS, ...OTHERS]) members.set(name, await app.join(name));
    const ada = new Foreigner('ada', 'https://ada.example');
    const blog = { id: 'https://ada.example', url: 'https://ada.example', name: "Ada's" };
    const page = { id: PAGE, type: 'Article', url: PAGE, name: 'The page', context: blog };
    await importValues(app, [ada.does('Create', page)]);
    const { profile } = await app.data(operations.ProfilePage, { username: 'ada' });
    const id = numberOf('Profile', profile.id);
    const place = new DividedPlace(app, members, id, publicFeed.liveCursor);
    await place.meet();
    await place.talk();
    await place.quarrel();
    // So that there is something to tell of every site.
    await app.app.database.source.query(`UPDATE "site" SET "closesAfterDays" = 9000`);
    await place.see('ann', 'newest');
    await place.see('bob', 'oldest');
    return place;
  }

  get viewers(): readonly Viewer[] {
    const signedIn = VIEWERS.map((name) => ({ name, member: this.member(name) }));
    return [...signedIn, { name: 'nobody', member: null }];
  }

  member(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new Error(`Nobody here is called ${name}.`);
    return member;
  }

  /** A comment by its name: that of its author, or "ann to ada" for Ann's reply to Ada. */
  comment(name: string): { id: string; author: string } {
    const comment = this.comments.get(name);
    if (!comment) throw new Error(`There is no comment "${name}".`);
    return comment;
  }

  isBlocked(viewer: string, by: string | undefined): boolean {
    return BLOCKS.some(([blocker, blocked]) => blocker === by && blocked === viewer);
  }

  /** Comments on a page, or replies to the comment of that name. */
  async say(author: string, target: string, name: string): Promise<void> {
    const isPage = target.startsWith('https:');
    const body = `Words of ${author}: ${name}`;
    const comment =
      author === 'ada'
        ? await this.sayAsAda(isPage ? null : this.comment(target).id, body)
        : await this.app.comment(this.member(author), isPage ? target : this.comment(target), body);
    this.comments.set(name, { id: comment.id, author });
  }

  async favorite(by: string, subjectId: string): Promise<void> {
    await this.change('AddFavorite', { subjectId }, by);
  }

  /** Marks notifications as seen: up to the newest of them, or the oldest alone. */
  async see(by: string, upTo: 'newest' | 'oldest'): Promise<void> {
    const { nodes } = await notificationsOf(this.app, this.member(by));
    const { id } = nodes.at(upTo === 'newest' ? 0 : -1);
    await this.change('MarkNotificationsSeen', { upToId: id }, by);
  }

  /** Does what takes one `input`. @throws when it is refused */
  async change(name: keyof typeof operations, input: object, by: string): Promise<void> {
    const { userErrors } = await this.app.mutate(name, input, this.member(by));
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  }

  /** Ways to objects of every type that HTTP can be asked for. */
  async samples(): Promise<Sample[]> {
    const all = await this.app.data(
      `query Samples($page: String!) { publicFeed(first: 100) { edges { node { __typename id } } }
        post(url: $page) { __typename id site { __typename id } } }`,
      { page: PAGE },
    );
    const nodes = [...all.publicFeed.edges.map((edge: any) => edge.node), all.post, all.post.site];
    // All viewers are asked for all of them, though each is to be shown their own alone.
    for (const name of VIEWERS) {
      for (const { id } of (await notificationsOf(this.app, this.member(name))).nodes)
        nodes.push({ __typename: 'Notification', id });
      const { viewer } = await this.app.data(operations.Sessions, { first: 1 }, this.member(name));
      nodes.push({ __typename: 'AccountSession', id: viewer.sessions.edges[0].node.id });
    }
    const byId = (type: string, id: string) => ({
      type,
      ask: (fields: string) => `node(id: "${id}") { ... on ${type} ${fields} }`,
    });
    return [
      ...nodes.map(({ __typename, id }) => byId(__typename, id)),
      ...[...this.comments.values()].map(({ id, author }) => ({
        ...byId('Comment', id),
        shows: author,
      })),
      ...['ada', 'max', 'eve'].map((name) => profile(name)),
      { ...profile('dan'), isOpen: true },
      { type: 'Viewer', ask: (fields) => `viewer ${fields}`, isOpen: true },
    ];
  }

  /** Whatever a list shows the first of must be what viewers are told differently: it comes last where the newest are shown. */
  private async meet(): Promise<void> {
    const follow = (by: string, whom: string) =>
      this.app.follow(this.member(by), this.member(whom));
    for (const viewer of VIEWERS) for (const whom of ['max', 'dan']) await follow(viewer, whom);
    await follow('ann', 'cy');
    await follow('dan', 'max');
    await follow('max', 'dan');
    await follow('max', 'cy');
    await follow('eve', 'max');
    await follow('cy', 'max');
    const { follows } = this.app.app.services;
    const max = numberOf('Profile', this.member('max').id);
    await follows.follow(max, this.ada);
    await follows.follow(this.ada, max);
  }

  private async talk(): Promise<void> {
    for (const name of ['ada', 'cy', 'ann', 'max', 'bob', 'eve']) await this.say(name, PAGE, name);
    for (const name of ['ada', 'cy', 'ann']) await this.say(name, 'max', `${name} to max`);
    await this.say('ann', 'ada', 'ann to ada');
    for (const name of ['dan', `dan ${TO_ALL}`]) await this.say('dan', ELSEWHERE, name);
    for (const name of ['ada', 'cy', 'max', 'bob', 'dan', 'ada to max'])
      await this.favorite('ann', this.comment(name).id);
    const { page, elsewhere } = await this.app.data(
      `{ page: post(url: "${PAGE}") { id } elsewhere: post(url: "${ELSEWHERE}") { id } }`,
    );
    await this.favorite('ann', page.id);
    await this.favorite('dan', elsewhere.id);
    await this.favorite('dan', this.comment('max').id);
    await this.change(
      'EditComment',
      { commentId: this.comment('dan').id, body: `New ${TO_ALL}` },
      'dan',
    );
    await this.change('RemoveFavorite', { subjectId: elsewhere.id }, 'dan');
    await this.change('DeleteComment', { commentId: this.comment(`dan ${TO_ALL}`).id }, 'dan');
    await this.change('UpdateProfile', { ...ABOUT_DAN }, 'dan');
    await this.change('Unfollow', { profileId: this.member('max').id }, 'dan');
  }

  private async quarrel(): Promise<void> {
    const { blocks } = this.app.app.services;
    const idOf = (name: string) =>
      name === 'ada' ? this.ada : numberOf('Profile', this.member(name).id);
    for (const [blocker, blocked] of BLOCKS) await blocks.block(idOf(blocker), idOf(blocked));
  }

  private async sayAsAda(inReplyTo: string | null, body: string): Promise<{ id: string }> {
    const { comments } = this.app.app.services;
    const target =
      inReplyTo === null ? { postUrl: PAGE } : { inReplyToId: numberOf('Comment', inReplyTo) };
    const comment = await comments.add(this.ada, { ...target, body });
    if (!comment) throw new Error('Ada was not heard.');
    return { id: toGlobalId('Comment', comment.id) };
  }
}

const profile = (username: string): Sample => ({
  type: 'Profile',
  ask: (fields) => `profile(username: "${username}") ${fields}`,
});

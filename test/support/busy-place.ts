import type { Member, TestApp } from './app';
import type { List } from './paging';

const URL = 'https://blog.example/busy';

export const LIST_NAMES = [
  ...(['publicFeed', 'profile.activity', 'viewer.homeFeed', 'profile.comments'] as const),
  ...(['post.comments', 'comment.replies', 'followers', 'following', 'searchProfiles'] as const),
  ...(['viewer.notifications'] as const),
] as const;

export type ListName = (typeof LIST_NAMES)[number];

/** A community in which every list has as many items as there are people in it. */
export class BusyPlace {
  private constructor(
    readonly app: TestApp,
    readonly ann: Member,
    readonly reader: Member,
    readonly people: readonly Member[],
    /** The comment that all others reply to. */
    private readonly root: { id: string },
  ) {}

  /** @param size how many items each list has, or more */
  static async make(app: TestApp, size: number): Promise<BusyPlace> {
    const ann = await app.join('ann');
    const reader = await app.join('reader');
    const people: Member[] = [];
    for (let index = 0; index < size; index += 1)
      people.push(await app.join(`person${index}`, { displayName: `Some Person ${index}` }));
    const root = await app.comment(reader, 'https://blog.example/root');
    const place = new BusyPlace(app, ann, reader, people, root);
    await app.follow(reader, ann);
    for (const person of people) await place.meet(person);
    return place;
  }

  /** One more item in every list but that of the search. */
  async meet(person: Member): Promise<void> {
    await this.app.comment(this.ann, URL);
    await this.app.comment(person, this.root);
    await this.app.follow(person, this.ann);
    await this.app.follow(this.ann, person);
  }

  get lists(): List[] {
    const { reader } = this;
    const live = { hasLiveCursor: true };
    const plain = { hasLiveCursor: false };
    const ofAnn = (name: string) => (page: string, items: string) =>
      `profile(username: "ann") { ${name}(${page}) ${items} }`;
    const thread = (page: string, items: string) =>
      `post(url: "${URL}") { comments(${page}) ${items} }`;
    const replies = (page: string, items: string) =>
      `node(id: "${this.root.id}") { ... on Comment { replies(${page}) ${items} } }`;
    const home = (page: string, items: string) => `viewer { homeFeed(${page}) ${items} }`;
    const notifications = (page: string, items: string) =>
      `viewer { notifications(${page}) ${items} }`;
    const search = (page: string, items: string) =>
      `searchProfiles(query: "person", ${page}) ${items}`;
    return [
      { name: 'publicFeed', field: (page, items) => `publicFeed(${page}) ${items}`, ...live },
      { name: 'profile.activity', field: ofAnn('activity'), ...live },
      { name: 'viewer.homeFeed', field: home, by: reader, ...live },
      { name: 'viewer.notifications', field: notifications, by: reader, ...live },
      { name: 'profile.comments', field: ofAnn('comments'), ...live },
      { name: 'post.comments', field: thread, ...live },
      { name: 'comment.replies', field: replies, ...live },
      { name: 'followers', field: ofAnn('followers'), ...plain },
      { name: 'following', field: ofAnn('following'), ...plain },
      { name: 'searchProfiles', field: search, ...plain },
    ];
  }

  list(name: ListName): List {
    const list = this.lists.find((candidate) => candidate.name === name);
    if (!list) throw new Error(`There is no list ${name}.`);
    return list;
  }
}

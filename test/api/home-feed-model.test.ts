import { TestApp, type Member } from '../support/app';
import { edgesOf, homeOf, idsOf, readPages } from '../support/paging';
import { Random } from '../support/random';

const URL = 'https://blog.example/one';
const PEOPLE = 14;
const STEPS = 360;

/** One thing that somebody did: its words tell it from all others that they did. */
interface Act {
  readonly by: string;
  readonly words: string;
  readonly at: number;
  isGone: boolean;
}

/** What a home feed must show, kept as a plain list of everything that ever happened. */
class Model {
  private readonly acts: Act[] = [];
  readonly followees = new Set<string>();

  add(by: Member, words: string, at: number): void {
    this.acts.push({ by: by.username, words, at, isGone: false });
  }

  /** Takes every act of those words back. @returns whether there was one */
  retract(words: string, by?: Member): boolean {
    const found = this.acts.filter(
      (act) => act.words === words && !act.isGone && (!by || act.by === by.username),
    );
    for (const act of found) act.isGone = true;
    return found.length > 0;
  }

  home(): string[] {
    return this.acts
      .map((act, order) => ({ ...act, order }))
      .filter((act) => !act.isGone && this.followees.has(act.by))
      .sort((a, b) => b.at - a.at || b.order - a.order)
      .map((act) => `${act.by} ${act.words}`);
  }
}

/** People who comment, follow and favorite at random, and take it back. */
class Town {
  now = Date.UTC(2030, 0, 1);
  readonly random = new Random(20_250_930);
  readonly model = new Model();
  private readonly comments: { id: string; by: Member }[] = [];

  constructor(
    private readonly app: () => TestApp,
    private readonly reader: () => Member,
    private readonly people: Member[],
  ) {}

  async step(): Promise<void> {
    // Most acts share their instant with others; some clocks are behind.
    this.now += this.random.one([0, 0, 0, 0, 1, 40, -25]);
    const by = this.random.one(this.people);
    const chance = this.random.below(7);
    if (chance < 3) await this.comment(by);
    else if (chance === 3) await this.toggleFollow(by);
    else if (chance === 4) await this.toggleFavorite(by);
    else if (chance === 5) await this.turnTo(by);
    else await this.deleteOne();
  }

  private async comment(by: Member): Promise<void> {
    const { id } = await this.app().comment(by, URL);
    this.comments.push({ id, by });
    this.model.add(by, `wrote ${id}`, this.now);
  }

  private async toggleFollow(by: Member): Promise<void> {
    const whom = this.random.one(this.people.filter((person) => person !== by));
    const words = `follows ${whom.username}`;
    const isOver = this.model.retract(words, by);
    if (!isOver) this.model.add(by, words, this.now);
    await this.app().mutate(isOver ? 'Unfollow' : 'Follow', { profileId: whom.id }, by);
  }

  private async toggleFavorite(by: Member): Promise<void> {
    if (this.comments.length === 0) return;
    const { id: subjectId } = this.random.one(this.comments);
    const words = `likes ${subjectId}`;
    const isOver = this.model.retract(words, by);
    if (!isOver) this.model.add(by, words, this.now);
    await this.app().mutate(isOver ? 'RemoveFavorite' : 'AddFavorite', { subjectId }, by);
  }

  /** The reader begins to follow somebody, or ends it. */
  private async turnTo(whom: Member): Promise<void> {
    const { followees } = this.model;
    const isOver = followees.delete(whom.username);
    if (!isOver) followees.add(whom.username);
    const act = isOver ? 'Unfollow' : 'Follow';
    await this.app().mutate(act, { profileId: whom.id }, this.reader());
  }

  private async deleteOne(): Promise<void> {
    if (this.comments.length === 0) return;
    const [gone] = this.comments.splice(this.random.below(this.comments.length), 1);
    if (!gone) return;
    await this.app().mutate('DeleteComment', { commentId: gone.id }, gone.by);
    this.model.retract(`wrote ${gone.id}`);
    this.model.retract(`likes ${gone.id}`);
  }
}

describe('a home feed', () => {
  let app: TestApp;
  let reader: Member;
  const people: Member[] = [];
  const town = new Town(
    () => app,
    () => reader,
    people,
  );

  beforeAll(async () => {
    app = await TestApp.start({}, { clock: () => town.now });
    reader = await app.join('reader');
    for (let index = 0; index < PEOPLE; index += 1) people.push(await app.join(`p${index}`));
  });
  afterAll(() => app.close());

  const told = ({ node }: any): string => {
    const { actor, comment, followee, subject } = node;
    if (comment) return `${actor.username} wrote ${comment.id}`;
    return `${actor.username} ${followee ? `follows ${followee.username}` : `likes ${subject.id}`}`;
  };

  it('is what a plain list would give, whatever people do, page by page from either end', async () => {
    let longest = 0;
    for (let step = 1; step <= STEPS; step += 1) {
      await town.step();
      if (step % 30 !== 0) continue;
      const expected = town.model.home();
      longest = Math.max(longest, expected.length);
      for (const direction of ['forward', 'backward'] as const) {
        const size = 1 + town.random.below(12);
        const pages = await readPages(app, homeOf(reader), size, direction);
        expect(edgesOf(pages).map(told)).toEqual(expected);
        expect(new Set(idsOf(pages)).size).toBe(expected.length);
      }
    }
    expect(longest).toBeGreaterThan(30);
  }, 120_000);
});

import type { Member, TestApp } from './app';
import { moderationOperations, Moderating } from './moderating';

const URL = 'https://blog.example/listed';

/** A block list, as a moderator keeps it and as those who comment meet it. */
export class Listing {
  private constructor(
    readonly app: TestApp,
    readonly moderating: Moderating,
    readonly ann: Member,
    readonly judge: Member,
  ) {}

  static async on(app: TestApp): Promise<Listing> {
    const moderating = new Moderating(app);
    const ann = await app.join('ann', { email: 'ann@mail.example' });
    const judge = await moderating.promote(await app.join('judge'), 'MODERATOR');
    return new Listing(app, moderating, ann, judge);
  }

  add(kind: string, value: string, effect = 'REFUSE'): Promise<any> {
    return this.moderating.act('AddBlockListEntry', { kind, value, effect }, this.judge);
  }

  /** Lists one thing alone. @returns how it is kept @throws when it is not taken */
  async only(kind: string, value: string, effect = 'REFUSE'): Promise<string> {
    await this.clear();
    const { entry, userErrors } = await this.add(kind, value, effect);
    if (!entry) throw new Error(JSON.stringify(userErrors));
    return entry.value;
  }

  async clear(): Promise<void> {
    for (const { id } of await this.entries())
      await this.moderating.act('RemoveBlockListEntry', { entryId: id }, this.judge);
  }

  async entries(): Promise<any[]> {
    const data = await this.app.data(moderationOperations.BlockList, { first: 100 }, this.judge);
    return data.blockList.edges.map(({ node }: any) => node);
  }

  /** What becomes of a comment: its status, or REFUSED. */
  async fate(body: string, network: string | null = null): Promise<string> {
    const { comments, profiles } = this.app.app.services;
    const author = await profiles.byUsername(this.ann.username);
    try {
      const comment = await comments.add(author!.id, { postUrl: URL, body }, network);
      return comment!.status;
    } catch (error) {
      if ((error as Error).message.includes('not accepted here')) return 'REFUSED';
      throw error;
    }
  }
}

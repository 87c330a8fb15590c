import fc from 'fast-check';
import { TestApp, type Member } from './app';
import { Foreigner, importValues } from './import';

type Value = Record<string, any>;

/** One act of a random community: what, and by and about whom. */
export interface Step {
  readonly what: (typeof WHATS)[number];
  readonly by: number;
  readonly about: number;
  readonly words: string;
}

const WHATS = [
  ...([
    'comment',
    'reply',
    'edit',
    'delete',
    'follow',
    'unfollow',
    'like',
    'likePost',
    'unlike',
  ] as const),
  ...([
    'block',
    'describe',
    'old',
    'oldPost',
    'oldDelete',
    'oldLike',
    'oldFollow',
    'oldEdit',
  ] as const),
] as const;

export const steps = fc.array(
  fc.record<Step>({
    what: fc.constantFrom(...WHATS),
    by: fc.nat(2),
    about: fc.nat(5),
    words: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((text) => `${text}.`),
  }),
  { minLength: 10, maxLength: 50 },
);

/** People of this server and of others, who get in each other's way. */
export class Community {
  private readonly comments: { id: string; by: number }[] = [];
  private readonly notes: Value[] = [];
  private readonly pages: Value[] = [];
  private readonly foreigners = ['odo', 'pia', 'quin'].map((name) => new Foreigner(name));

  constructor(
    private readonly app: TestApp,
    private readonly members: readonly Member[],
  ) {}

  async take({ what, by, about, words }: Step): Promise<void> {
    const member = this.members[by]!;
    const foreigner = this.foreigners[by]!;
    const comment = this.comments[about % Math.max(this.comments.length, 1)];
    const own = this.comments.find((one) => one.by === by);
    const note = this.notes[about % Math.max(this.notes.length, 1)];
    const page = this.pages[about % Math.max(this.pages.length, 1)];
    const mutate = (name: any, input: object) => this.app.mutate(name, input, member);
    const url = `https://blog.example/${about % 3}`;
    switch (what) {
      case 'comment':
      case 'reply': {
        const place = what === 'reply' && comment ? { inReplyToId: comment.id } : { postUrl: url };
        const made = await mutate('AddComment', { ...place, body: words });
        if (made.comment) this.comments.push({ id: made.comment.id, by });
        return;
      }
      case 'edit':
        if (own) await mutate('EditComment', { commentId: own.id, body: words });
        return;
      case 'delete':
        if (own) await mutate('DeleteComment', { commentId: own.id });
        return;
      case 'follow':
      case 'unfollow':
      case 'block': {
        const name = { follow: 'Follow', unfollow: 'Unfollow', block: 'Block' }[what];
        await mutate(name, { profileId: this.members[about % 3]!.id });
        return;
      }
      case 'like':
        if (comment) await mutate('AddFavorite', { subjectId: comment.id });
        return;
      case 'likePost': {
        const { post } = await this.app.data('query($url: String!) { post(url: $url) { id } }', {
          url,
        });
        if (post) await mutate('AddFavorite', { subjectId: post.id });
        return;
      }
      case 'unlike':
        if (comment) await mutate('RemoveFavorite', { subjectId: comment.id });
        return;
      case 'describe':
        await mutate('UpdateProfile', {
          about: `${words}\n\n\n  two  blanks`,
          location: words,
          interests: `${words} &amp; <b>`,
          homepageUrl: 'https://home.example/',
        });
        return;
      case 'old': {
        const made = foreigner.says(words, note && about % 2 ? note.id : (page?.id ?? url), {
          ...(about === 3 && { replies: { type: 'Collection', totalItems: 2 } }),
          ...(about === 4 && {
            url: `https://old.example/@${foreigner.name}/${this.notes.length}`,
          }),
        });
        this.notes.push(made.object as Value);
        return this.import(made);
      }
      case 'oldPost': {
        const number = this.pages.length;
        const article = {
          ...{ id: `urn:page:${number}`, type: 'Article', name: words, content: `<p>${words}</p>` },
          ...{
            url: `https://old.example/${number}`,
            context: { id: 'https://old.example', name: 'Old' },
          },
        };
        this.pages.push({ ...article, by });
        return this.import(foreigner.does('Create', article));
      }
      case 'oldDelete': {
        const gone = about % 2 ? note : page;
        if (gone) await this.import(this.authorOf(gone).does('Delete', gone.id));
        return;
      }
      case 'oldEdit':
        if (note)
          await this.import(
            this.authorOf(note).does('Update', { id: note.id, type: 'Note', content: words }),
          );
        return;
      case 'oldLike':
        return this.import(foreigner.does('Like', note?.id ?? page?.id ?? url));
      case 'oldFollow':
        return this.import(foreigner.does('Follow', this.foreigners[about % 3]!.actor));
    }
  }

  private authorOf({ by, attributedTo }: Value): Foreigner {
    return this.foreigners.find(({ id }) => id === attributedTo) ?? this.foreigners[by]!;
  }

  private async import(value: object): Promise<void> {
    await importValues(this.app, [value]);
  }
}

/** A server with members on which a story has taken place. */
export async function communityOf(
  story: readonly Step[],
): Promise<{ app: TestApp; community: Community }> {
  // Time passes with every look at the clock, so that whatever happens later is later.
  let now = Date.UTC(2026, 0, 1);
  const app = await TestApp.start({}, { clock: () => (now += 1_000) });
  const members = [await app.join('ann'), await app.join('bob'), await app.join('cleo')];
  const community = new Community(app, members);
  for (const step of story) await community.take(step);
  return { app, community };
}

import {
  hasChangedNothing,
  type ActivityReport,
} from '../../src/interchange/activitystreams/activity-report';
import { TestApp, type Member } from './app';
import { allRows } from './export';
import { Foreigner, importValues } from './import';
import { comment, entry, importExportTexts, typepadProfile } from './typepad';

export const OLD_POST = 'https://ann.typepad.com/weblog/2010/10/a.html';
export const URL = 'https://blog.example/1';
const FOREIGN_POST = 'https://old.example/1';

export type Value = Record<string, any>;

export const values = (lines: readonly string[]): Value[] => lines.map((line) => JSON.parse(line));
export const isDeed = ({ type }: Value): boolean => type !== 'Person';

const TYPEPAD = [
  entry('a', {}, [
    comment('From Dora', { name: 'Dora', url: typepadProfile('6pdora') }),
    comment('From Bob', { name: 'Bob B.', email: 'bob@first.org' }),
  ]),
  entry('b', {}, [comment('Once more', { name: 'Dora', url: typepadProfile('6pdora') })]),
].join('');

/** Imports what is there already: not a row of the database may be another then. */
export async function importUnchanged(
  app: TestApp,
  told: readonly Value[],
): Promise<ActivityReport> {
  const before = await allRows(app);
  const report = await importValues(app, told);
  expect(await allRows(app)).toEqual(before);
  expect(report.faults).toEqual([]);
  expect(hasChangedNothing(report)).toBe(true);
  return report;
}

async function profileId(app: TestApp, displayName: string): Promise<number> {
  const rows: { id: number | string }[] = await app.app.database.source.query(
    `SELECT "id" FROM "profile" WHERE "displayName" = '${displayName}' ORDER BY "id"`,
  );
  return Number(rows[0]!.id);
}

/** Merges one profile into another, whoever they are, as claims and the command line do. */
export async function merge(app: TestApp, from: string, into: string): Promise<void> {
  const [fromId, intoId] = [await profileId(app, from), await profileId(app, into)];
  await app.app.services.merges.merge({ fromId, intoId });
}

/** A server with something of every kind and origin. */
export class FullServer {
  private constructor(
    readonly app: TestApp,
    readonly ann: Member,
    readonly bob: Member,
    readonly comments: Readonly<Record<'top' | 'gone' | 'below' | 'old', { id: string }>>,
  ) {}

  static async start(): Promise<FullServer> {
    const app = await TestApp.start();
    await importExportTexts(app, [TYPEPAD]);
    const [ann, bob, eve] = [await app.join('ann'), await app.join('bob'), await app.join('eve')];
    const top = await app.comment(ann, URL, 'Top');
    const gone = await app.comment(bob, { id: top.id }, 'Regretted');
    const below = await app.comment(ann, { id: gone.id }, 'Below');
    const alone = await app.comment(bob, OLD_POST, 'Forgotten');
    for (const { id } of [gone, alone]) await app.mutate('DeleteComment', { commentId: id }, bob);
    await app.mutate('EditComment', { commentId: top.id, body: 'Top, edited' }, ann);
    await app.follow(ann, bob);
    await app.follow(bob, ann);
    await app.mutate('Unfollow', { profileId: ann.id }, bob);
    await app.mutate('Block', { profileId: eve.id }, ann);
    await app.mutate('AddFavorite', { subjectId: top.id }, bob);
    await app.mutate('AddFavorite', { subjectId: top.post.id }, bob);
    await app.mutate('RemoveFavorite', { subjectId: top.post.id }, bob);
    const thread = await app.data(
      'query($url: String!) { post(url: $url) { id comments(first: 9) { edges { node { id body } } } } }',
      { url: OLD_POST },
    );
    const old = thread.post.comments.edges.find(({ node }: any) => node.body === 'From Dora').node;
    await app.comment(ann, { id: old.id }, 'To Dora');
    await app.mutate('AddFavorite', { subjectId: thread.post.id }, ann);
    await app.mutate('Follow', { profileId: await globalId(app, 'Dora') }, ann);
    await importValues(app, foreignStory());
    return new FullServer(app, ann, bob, { top, gone, below, old });
  }

  /** What others than its members do, so that everybody is somebody else then. */
  async mergePeople(): Promise<void> {
    await merge(this.app, 'Bob B.', 'bob');
    await merge(this.app, 'odo of old', 'ann');
    await merge(this.app, 'pia of old', 'Dora');
  }
}

export async function globalId(app: TestApp, displayName: string): Promise<string> {
  return Buffer.from(`Profile:${await profileId(app, displayName)}`).toString('base64url');
}

function foreignStory(): object[] {
  const [odo, pia, quin] = [new Foreigner('odo'), new Foreigner('pia'), new Foreigner('quin')];
  const article = {
    ...{ id: 'urn:page:1', type: 'Article', name: 'A page', content: '<p>Of odo</p>' },
    ...{ url: FOREIGN_POST, context: { id: 'https://old.example', name: 'Old' } },
  };
  const withdrawn = { ...article, id: 'urn:page:2', url: 'https://old.example/2' };
  const id = (made: { object: unknown }) => (made.object as Value).id;
  const note = pia.says('Of old', URL, { replies: { totalItems: 3 } });
  const gone = quin.says('Gone', id(note));
  const kept = pia.says('Kept', id(gone));
  return [
    ...[odo.actor, pia.actor, quin.actor, odo.does('Create', article)],
    ...[note, gone, kept, quin.does('Delete', id(gone))],
    ...[odo.does('Create', withdrawn), pia.says('On it', 'urn:page:2')],
    odo.does('Delete', 'urn:page:2'),
    ...[odo.does('Like', id(note)), quin.does('Like', 'urn:page:1')],
    ...[odo.does('Follow', pia.id), pia.does('Follow', odo.id), quin.does('Block', pia.id)],
  ];
}

/** The act that made what has those words. */
export const named = (told: readonly Value[], words: string): Value =>
  told.find(({ object }) => object?.content === words)!;

/** How somebody is described. */
export const person = (told: readonly Value[], username: string): Value =>
  told.find(({ preferredUsername }) => preferredUsername === username)!;

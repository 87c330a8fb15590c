import { randomBytes } from 'node:crypto';
import { PASSWORD, type Member, type TestApp } from './app';
import { Claiming } from './claiming';
import { Moderating } from './moderating';
import { merge } from './merging';
import { operations } from './operations';
import { codeInOutbox } from './outbox';
import { comment, entry, importExportTexts } from './typepad';

export const POST = 'https://blog.example/visited';
export const EMAIL = 'Zebulonia.Private@hidden-host.org';
export const OLD_POST = 'https://ann.typepad.com/weblog/2010/10/visited.html';

/** A text of so many characters, of which no part is said twice. */
export const longText = (name: string, length: number): string =>
  Array.from({ length: Math.ceil(length / 20) }, (_, index) =>
    `${name}-${index * 7919 + 17}`.padEnd(20, 'q'),
  ).join('');

/** Somebody who has done everything that leaves anything, and what is to be found nowhere afterwards. */
export interface Leaver {
  readonly member: Member;
  readonly tokens: readonly string[];
  /** Whatever tells who it was. */
  readonly secrets: readonly string[];
  /** Whatever they said. */
  readonly words: readonly string[];
  readonly comments: readonly { id: string }[];
  /** What brought some of it. */
  readonly exportText: string;
  /** Somebody whom she blocks. */
  readonly enemy: Member;
  /** Her address, and the one that the import knew her by. */
  readonly emails: readonly string[];
}

/** What an import brings of somebody whose address was this. */
const exportOf = (email: string): string =>
  entry('visited', {}, [
    comment(longText('oldwords', 3_000), {
      name: 'Zebulon Quastenberg',
      email,
      url: 'http://quastenberg-home.example/',
    }).replace('192.0.2.7', '203.0.113.177'),
    comment('Words of another.', { name: 'Other', email: 'other@elsewhere-mail.org' }),
  ]) +
  entry(
    'authored',
    {
      author: 'Zebulon Writer Quastenberg',
      title: 'A titlewords',
      body: longText('posted', 5_000),
    },
    [comment('Said below the post.', { name: 'Other', email: 'other@elsewhere-mail.org' })],
  );

/** @param others two people beside whom it all happens */
export async function leaver(app: TestApp, [bob, cat]: readonly Member[]): Promise<Leaver> {
  const claiming = new Claiming(app);
  // Outboxes of other tests may be the same.
  const email = `zeb.quast.${randomBytes(4).toString('hex')}@oldmail-host.org`;
  const exportText = exportOf(email);
  const signed = await app.join('Zebulonia', {
    email: EMAIL,
    displayName: 'Zebulonia Quastenberg',
  });
  const about = longText('aboutme', 4_500);
  await app.mutate(
    'UpdateProfile',
    { displayName: 'Zebulonia Formerly', about: 'An earlier aboutness of mine' },
    signed,
  );
  await app.mutate(
    'UpdateProfile',
    {
      ...{
        displayName: 'Zebulonia Latterly',
        about,
        location: 'Quastenburgh',
        interests: 'Quastology',
      },
      ...{ homepageUrl: 'https://zeb-home.example/', avatarUrl: 'https://zeb-pics.example/a.png' },
    },
    signed,
  );
  // An imported profile, claimed by somebody else too, whom nobody believes.
  await importExportTexts(app, [exportText]);
  const named = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile as Member;
  const old = await named('Zebulon-Quastenberg');
  const { claim } = await claiming.request(signed, old);
  const code = await codeInOutbox(app, email);
  await claiming.request(cat!, old);
  await claiming.confirm(signed, claim.id, code);
  await merge(app, await named('Zebulon-Writer-Quastenberg'), signed);
  // Claims of others' profiles that come to nothing.
  const stranger = await claiming.oldProfile('stranger@another-mail.org');
  await claiming.request(signed, stranger);

  const first = await app.comment(signed, POST, `firstwords of hers ${longText('said', 9_000)}`);
  await app.mutate(
    'EditComment',
    { commentId: first.id, body: `laterwords ${longText('edited', 6_000)}` },
    signed,
  );
  const reply = await app.comment(bob!, first, 'A reply to her');
  const nested = await app.comment(signed, reply, `nestedwords @${bob!.username}`);
  const lone = await app.comment(signed, 'https://blog.example/lonely', 'lonelywords');
  await app.mutate(
    'AddComment',
    { postUrl: POST, body: 'keyedwords', idempotencyKey: 'zebkey-1' },
    signed,
  );
  const hers = await app.comment(bob!, POST, 'By Bob');
  await app.follow(signed, bob!);
  await app.follow(bob!, signed);
  await app.follow(cat!, signed);
  await app.mutate('AddFavorite', { subjectId: hers.id }, signed);
  await app.mutate('AddFavorite', { subjectId: first.post.id }, signed);
  await app.mutate('AddFavorite', { subjectId: first.id }, cat);
  const moderating = new Moderating(app);
  await moderating.report(signed, hers, { note: 'reportedwords' });
  const enemy = await app.join('enemy');
  await app.mutate('Block', { profileId: enemy.id }, signed);
  const { session } = await app.mutate('SignIn', { identifier: 'zebulonia', password: PASSWORD });
  return {
    member: signed,
    exportText,
    enemy,
    emails: [EMAIL, email],
    tokens: [signed.token, session.token],
    comments: [first, nested, lone],
    secrets: [
      ...['zebulonia', 'hidden-host', 'Quastenberg', 'Formerly', 'Latterly', 'aboutness', about],
      ...['Quastenburgh', 'Quastology', 'zeb-home', 'zeb-pics', 'zeb.quast', 'oldmail-host'],
      ...['203.0.113.177', 'zebkey-1', 'reportedwords', signed.token, session.token, code],
    ],
    words: [
      ...['firstwords', longText('said', 9_000), 'laterwords', longText('edited', 6_000)],
      ...['nestedwords', 'lonelywords', 'keyedwords', longText('oldwords', 3_000)],
      ...['titlewords', longText('posted', 5_000)],
    ],
  };
}

/** Has her write nothing more: a moderator lists her addresses. */
export async function listLeaver(app: TestApp, { emails }: Leaver): Promise<void> {
  const moderating = new Moderating(app);
  const moderator = await moderating.promote(await app.join('lister'), 'MODERATOR');
  for (const value of emails) {
    const entry = { kind: 'EMAIL', value, effect: 'REFUSE' };
    await moderating.act('AddBlockListEntry', entry, moderator);
  }
}

import type { Member, TestApp } from './app';
import { Foreigner, importValues } from './import';
import type { Leaver } from './leaver';
import { merge, numberIn } from './merging';
import { Moderating } from './moderating';
import { operations } from './operations';

/** Has somebody become whoever did some things on another server. */
export async function bringPast(app: TestApp, into: Member): Promise<void> {
  const [past, other] = [new Foreigner('zeb'), new Foreigner('other')];
  const page = 'https://blog.example/before';
  const article = { type: 'Article', id: page, url: page, name: 'Before', content: 'Words' };
  const follow = past.does('Follow', other.actor);
  await importValues(app, [
    { ...past.does('Create', { ...article, attributedTo: past.id }), actor: past.actor },
    past.says('Words of before', page),
    follow,
    past.does('Like', page),
    past.does('Undo', follow.id),
  ]);
  const { profile } = await app.data(operations.ProfilePage, { username: past.name });
  await merge(app, profile, into);
}

/** The numbers of comments that were decided on, by whose they are. */
export type Judged = Readonly<Record<'hers' | 'bobs' | 'cats', number>>;

/** Has comments of some people be decided on, and the leaver be a moderator for a while. */
export async function judge(
  app: TestApp,
  { member, comments }: Leaver,
  [bob, cat]: readonly [Member, Member],
): Promise<Judged> {
  const moderating = new Moderating(app);
  const chief = await moderating.promote(await app.join('chief'), 'ADMINISTRATOR');
  const [hers] = comments as [{ id: string }];
  for (const status of ['SPAM', 'PUBLISHED'] as const) await moderating.decide(chief, hers, status);
  const setRole = (role: string) =>
    moderating.act('SetAccountRole', { profileId: member.id, role }, chief);
  await setRole('MODERATOR');
  const bobs = await app.comment(bob, 'https://blog.example/judged', 'Words of Bob');
  await moderating.decide(member, bobs, 'REMOVED');
  const entry = { kind: 'WORD', value: 'listedwords', effect: 'HOLD' };
  await moderating.act('AddBlockListEntry', entry, member);
  await setRole('MEMBER');
  const held = await app.comment(cat, 'https://blog.example/judged', 'With listedwords');
  return { hers: numberIn(hers.id), bobs: numberIn(bobs.id), cats: numberIn(held.id) };
}

import { PASSWORD, TestApp } from '../../support/app';
import { Foreigner, importValues } from '../../support/import';
import { Mailbox } from '../../support/mailbox';
import { merge, numberIn } from '../../support/merging';
import { Moderating } from '../../support/moderating';
import { notificationsOf } from '../../support/notifications';
import { operations } from '../../support/operations';
import { ASKERS } from './askers';
import { FRIEND, PAGE, POST_OF_OWNER, USERNAMES, World, type Name } from './world';

const OLD_EMAIL = 'old.olga@imported.example';
/** Imported comments have it: see test/support/typepad.ts. */
const OLD_IP = '192.0.2.7';

const ABOUT = {
  ...{ about: 'I mend clocks', location: 'A harbour', interests: 'Clocks and bees' },
  ...{ homepageUrl: 'https://olga.example', avatarUrl: 'https://olga.example/olga.png' },
};

/**
 * Makes a world with something of everything for its people to see or not to see: most of it is the owner's. Its messages
 * are mailed to a mailbox of its own, and live feeds say often how far they are.
 */
export async function makeWorld(): Promise<World> {
  const mailbox = await Mailbox.open();
  const time = { ahead: 0 };
  const config = { smtpUrl: mailbox.url, checkpointIntervalMs: 100 };
  const unbounded = { maxSocketsPerAddress: null, ...config };
  const app = await TestApp.start(unbounded, { clock: () => Date.now() + time.ahead });
  const { publicFeed } = await app.data(operations.PublicFeed, { first: 1 });
  const world = new World(app, mailbox, publicFeed.liveCursor, time);
  await meet(world);
  await remember(world);
  await talk(world);
  await like(world);
  await claim(world);
  await govern(world);
  const profileId = world.member('blocked').id;
  await world.change('owner', 'Block', { profileId });
  world.note('owner', 'blocks', 'blocked');
  await beTold(world);
  await keepSecret(world);
  return world;
}

async function meet(world: World): Promise<void> {
  for (const name of Object.keys(USERNAMES) as Name[]) await world.join(name);
  const { source } = world.app.app.database;
  for (const name of ['moderator', 'administrator'] as const)
    await source.query(
      `UPDATE "account" SET "role" = '${name.toUpperCase()}'
       WHERE "profileId" = ${numberIn(world.member(name).id)}`,
    );
  const token = await world.mailbox.tokenTo(world.emailOf('owner'));
  await world.change('owner', 'ConfirmEmail', { token });
  for (const name of ['owner', 'member'] as const) await world.newSession(name);
  await world.change('owner', 'UpdateProfile', ABOUT);
  for (const name of ASKERS) if (name !== 'nobody') await world.follow(name, FRIEND);
  await world.follow(FRIEND, 'owner');
}

/** A post of the owner, and an old comment on it, which an import brought: they are hers since she claimed them. */
async function remember(world: World): Promise<void> {
  const { app } = world;
  const old = new Foreigner('old-olga', 'https://olga.example');
  const blog = { id: 'https://olga.example', url: 'https://olga.example', name: "Olga's" };
  const post = { id: POST_OF_OWNER, type: 'Article', url: POST_OF_OWNER, name: 'Her post' };
  const words = 'Old words of the owner';
  const acts = [old.does('Create', { ...post, context: blog }), old.says(words, POST_OF_OWNER)];
  await importValues(app, acts);
  const { profile } = await app.data(operations.ProfilePage, { username: 'old-olga' });
  await merge(app, profile, world.member('owner'));
  world.wordsOfOwner.push(words);
  const { post: found } = await app.data(operations.Thread, { url: POST_OF_OWNER });
  world.named.set('the post of owner', found.id);
  world.note('owner', 'wrote', found.comments.edges[0].node.id);
}

async function talk(world: World): Promise<void> {
  const { secrets } = world;
  await world.say('friend', PAGE, 'of friend');
  await world.say('owner', PAGE, 'of owner');
  await world.say('friend', 'of owner', 'reply to owner');
  await world.say('owner', 'reply to owner', 'deep');
  await world.say('friend', 'deep', 'below');
  await world.say('member', 'reply to owner', 'beside deep');
  await world.say('owner', 'of friend', 'reply of owner');
  const commentId = await world.say('owner', PAGE, 'edited');
  await world.change('owner', 'EditComment', { commentId, body: 'New *words* of the owner' });
  world.wordsOfOwner.push('words* of the owner', 'words</em> of the owner');
  secrets.set('what a comment said before its edit', 'Words: edited.');
  for (const name of ['deleted', 'gone']) await world.say('owner', PAGE, name);
  await world.say('friend', 'deleted', 'below deleted');
  for (const name of ['deleted', 'gone']) {
    await world.delete(name);
    secrets.set(`what a deleted comment said: ${name}`, `Words: ${name}.`);
  }
  await world.say('friend', POST_OF_OWNER, 'on the post of owner');
  for (const name of ['member', 'blocked', 'moderator', 'administrator'] as const)
    await world.say(name, PAGE, `of ${name}`);
  const all = Object.values(USERNAMES).map((name) => `@${name}`);
  await world.say('friend', PAGE, 'to all', `Hello ${all.join(' ')}`);
}

async function like(world: World): Promise<void> {
  const { post } = await world.app.data(operations.Thread, { url: PAGE });
  world.named.set('the page', post.id);
  for (const name of ['of owner', 'the post of owner'])
    await world.favorite('friend', world.id(name));
  for (const name of ['of friend', 'the page']) await world.favorite('owner', world.id(name));
  for (const name of ['member', 'moderator'] as const)
    await world.favorite(name, world.id('of friend'));
  await world.favorite('friend', world.id('edited'));
  await world.unfavorite('friend', world.id('edited'));
}

/** Something of everything that moderators alone are shown: of each entry of the record and of the block list. */
async function govern(world: World): Promise<void> {
  const moderating = new Moderating(world.app);
  const by = world.member('moderator');
  const reported = { id: world.id('beside deep') };
  await moderating.report(world.member('friend'), reported, { note: 'For moderators alone' });
  await moderating.decide(by, reported, 'PUBLISHED');
  await moderating.report(world.member('friend'), { id: world.id('of member') });
  const { post } = await world.app.data(operations.Thread, { url: PAGE });
  const settings = { siteId: post.site.id, closesAfterDays: 9000 };
  await moderating.act('UpdateSiteSettings', settings, by);
  const listed = { kind: 'URL', value: 'unwanted.example', effect: 'HOLD' };
  const { entry } = await moderating.act('AddBlockListEntry', listed, by);
  world.named.set('the entry of the block list', entry.id);
  for (const role of ['MODERATOR', 'MEMBER']) {
    const given = { profileId: world.member('friend').id, role };
    await moderating.act('SetAccountRole', given, world.member('administrator'));
  }
  for (const { id } of await moderating.decisions(by)) world.named.set(`decision ${id}`, id);
}

/** Two old profiles are claimed: one with an address, to which a code is mailed, and one without. */
async function claim(world: World): Promise<void> {
  const mailed = await world.oldProfile('Earlier Olga', OLD_EMAIL);
  const unmailed = await world.oldProfile('Earlier Nobody');
  const asked = [
    ['owner', 'by code', mailed],
    ['owner', 'by moderator', unmailed],
    ['friend', 'of friend', unmailed],
  ] as const;
  for (const [who, name, profileId] of asked) {
    const { claim } = await world.change(who, 'RequestProfileClaim', { profileId });
    world.claims.set(name, claim.id);
    world.note(who, 'owns', claim.id);
  }
  world.secrets.set('the code of a claim', await world.mailbox.codeTo(OLD_EMAIL));
}

/** Whose each notification is; the owner has seen some. */
async function beTold(world: World): Promise<void> {
  for (const name of ASKERS) {
    const member = world.who(name);
    if (!member) continue;
    const { nodes } = await notificationsOf(world.app, member);
    for (const { id } of [...nodes].reverse()) world.noteNotification(name, id);
    const upTo = { upToId: nodes.at(2)?.id };
    if (name === 'owner') await world.change('owner', 'MarkNotificationsSeen', upTo);
  }
}

async function keepSecret({ app, mailbox, secrets }: World): Promise<void> {
  secrets.set('the password', PASSWORD);
  secrets.set('an imported email', OLD_EMAIL);
  secrets.set('an imported IP address', OLD_IP);
  for (const [index, { raw }] of mailbox.mails.entries())
    for (const [, token] of raw.matchAll(/^ {2}([\w-]{43})\r?$/gm))
      secrets.set(`a token mailed in message ${index}`, String(token));
  const hashes: { hash: string }[] = await app.app.database.source.query(
    `SELECT "passwordHash" AS "hash" FROM "account" UNION SELECT "tokenHash" FROM "session"
     UNION SELECT "tokenHash" FROM "account_token"
     UNION SELECT "codeHash" FROM "profile_claim" WHERE "codeHash" IS NOT NULL`,
  );
  for (const [index, { hash }] of hashes.entries()) secrets.set(`hash ${index}`, hash);
}

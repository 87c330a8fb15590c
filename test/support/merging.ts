import type { Member, TestApp } from './app';

/** The number behind a global id. */
export const numberIn = (id: string): number =>
  Number(Buffer.from(id, 'base64url').toString().split(':')[1]);

/** Makes a member's profile one that an import left: it has no account, and acts no longer. */
export async function unclaim(app: TestApp, member: Member): Promise<void> {
  const { source } = app.app.database;
  const profileId = numberIn(member.id);
  const account = `SELECT "id" FROM "account" WHERE "profileId" = ${profileId}`;
  for (const table of ['session', 'account_token'])
    await source.query(`DELETE FROM "${table}" WHERE "accountId" IN (${account})`);
  await source.query(`DELETE FROM "account" WHERE "profileId" = ${profileId}`);
  await source.query(`UPDATE "profile" SET "isClaimed" = FALSE WHERE "id" = ${profileId}`);
}

/** Merges one profile into another, as the command line does, beside the running server. */
export function merge(app: TestApp, from: Member, into: Member): Promise<void> {
  return app.app.services.merges.merge({ fromId: numberIn(from.id), intoId: numberIn(into.id) });
}

import { first, statement, type Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { AccountTokenEntity, type TokenPurpose } from './account-token.entity';

/** What a token is good for. */
export interface TokenRow {
  readonly accountId: number;
  readonly purpose: TokenPurpose;
  readonly email: string;
}

const replaced = statement<never>(
  () => `DELETE FROM "account_token" WHERE "accountId" = :accountId AND "purpose" = :purpose`,
);

/** An account's tokens of a purpose are no longer good. The account is to be locked before. */
export async function deleteTokensFor(
  unit: Unit,
  { accountId, purpose }: Pick<TokenRow, 'accountId' | 'purpose'>,
): Promise<void> {
  await unit.all(replaced, { accountId, purpose });
}

const good = statement<{ tokenHash: string }>(
  () => `SELECT "tokenHash" FROM "account_token"
    WHERE "accountId" = :accountId AND "purpose" = :purpose AND "expiresAt" > :now`,
);

/** How many tokens of a purpose an account has that are good. The account is to be locked before. */
export async function countTokens(
  unit: Unit,
  { accountId, purpose }: Pick<TokenRow, 'accountId' | 'purpose'>,
  now: number,
): Promise<number> {
  return (await unit.all(good, { accountId, purpose, now })).length;
}

export async function insertToken(
  unit: Unit,
  row: TokenRow & { tokenHash: string; createdAt: number; expiresAt: number },
): Promise<void> {
  await unit.manager.insert(AccountTokenEntity, row);
}

const lasting = statement<TokenRow>(
  () => `SELECT "accountId", "purpose", "email" FROM "account_token"
    WHERE "tokenHash" = :tokenHash AND "expiresAt" > :now`,
);

export function lastingToken(
  on: Queryable,
  of: { tokenHash: string; now: number },
): Promise<TokenRow | null> {
  return first(on, lasting, of);
}

const taken = statement<{ tokenHash: string }>(
  () => `DELETE FROM "account_token" WHERE "tokenHash" = :tokenHash RETURNING "tokenHash"`,
);

/** Uses a token up. @returns false where somebody else did meanwhile */
export async function takeToken(unit: Unit, tokenHash: string): Promise<boolean> {
  return (await first(unit, taken, { tokenHash })) !== null;
}

const ofAccount = statement<never>(
  () => `DELETE FROM "account_token" WHERE "accountId" = :accountId`,
);

export async function deleteTokens(unit: Unit, accountId: number): Promise<void> {
  await unit.all(ofAccount, { accountId });
}

const taking = statement<never>(
  () =>
    `DELETE FROM "account_token" WHERE "accountId" = :accountId AND "purpose" <> 'VERIFY_EMAIL'`,
);

/** Ends what somebody else may have begun in order to take the account over. */
export async function deleteTakeovers(unit: Unit, accountId: number): Promise<void> {
  await unit.all(taking, { accountId });
}

const expired = statement<never>(() => `DELETE FROM "account_token" WHERE "expiresAt" <= :now`);

export async function deleteExpiredTokens(unit: Unit, now: number): Promise<void> {
  await unit.all(expired, { now });
}

import type { Clock } from '../clock';
import type { Queryable } from '../database/statement';
import type { Unit } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { TokenPurpose } from './account-token.entity';
import {
  countTokens,
  deleteTokensFor,
  insertToken,
  lastingToken,
  takeToken,
  type TokenRow,
} from './account-token.queries';
import { lockAccount, type AccountRow } from './account.queries';
import { drawToken, hashToken } from './token';

const HOUR_MS = 60 * 60 * 1000;
const LIFETIME_MS: Readonly<Record<TokenPurpose, number>> = {
  VERIFY_EMAIL: 7 * 24 * HOUR_MS,
  CHANGE_EMAIL: 24 * HOUR_MS,
  RESET_PASSWORD: HOUR_MS,
};
/** A token has 43 characters; what is copied with it is blank. */
const MAX_GIVEN = 200;

/** A token that somebody gave, and that was good when it was looked at. */
export interface GivenToken extends TokenRow {
  readonly tokenHash: string;
}

/** One answer for whatever is wrong, so that a guess learns nothing. */
const noGood = () => refuse('token', 'INVALID', 'This code is wrong, or it is no longer good.');

/** Tokens that are mailed. They are too long to be guessed: there is no need to count tries. */
export class AccountTokens {
  constructor(
    private readonly reads: Queryable,
    private readonly clock: Clock,
  ) {}

  /** Makes a token to be mailed, in place of an earlier one. The account is to be locked before. */
  async issue(unit: Unit, row: TokenRow): Promise<string> {
    await deleteTokensFor(unit, row);
    return this.insert(unit, row);
  }

  /**
   * Makes a token to be mailed; earlier ones stay good, so that nobody makes them worthless by asking for more. The account
   * is to be locked before.
   * @returns null where so many are good already
   */
  async issueBeside(unit: Unit, row: TokenRow, most: number): Promise<string | null> {
    if ((await countTokens(unit, row, this.clock())) >= most) return null;
    return this.insert(unit, row);
  }

  private async insert(unit: Unit, row: TokenRow): Promise<string> {
    const token = drawToken();
    const createdAt = this.clock();
    const expiresAt = createdAt + LIFETIME_MS[row.purpose];
    await insertToken(unit, { ...row, tokenHash: hashToken(token), createdAt, expiresAt });
    return token;
  }

  /** @throws Refusal where it is not good for any of the purposes */
  async read(given: string, purposes: readonly TokenPurpose[]): Promise<GivenToken> {
    if (given.length > MAX_GIVEN) throw noGood();
    const tokenHash = hashToken(given.replace(/\s/g, ''));
    const found = await lastingToken(this.reads, { tokenHash, now: this.clock() });
    if (!found || !purposes.includes(found.purpose)) throw noGood();
    return { ...found, tokenHash };
  }

  /** Uses a token up, and locks its account. @throws Refusal where somebody else did meanwhile */
  async take(unit: Unit, { accountId, tokenHash }: GivenToken): Promise<AccountRow> {
    const account = await lockAccount(unit, accountId);
    if (!account || !(await takeToken(unit, tokenHash))) throw noGood();
    return account;
  }

  /** Refuses as if the token were wrong. */
  refuse(): never {
    throw noGood();
  }
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What whoever holds the token may do: prove an address, move the account to another one, or set a new password. */
export type TokenPurpose = 'VERIFY_EMAIL' | 'CHANGE_EMAIL' | 'RESET_PASSWORD';

/** A token that was mailed. It is known to the recipient alone; an account has several for a new password, and one at most of each other purpose. */
@Entity('account_token')
export class AccountTokenEntity {
  @PrimaryColumn({ type: 'text' })
  tokenHash!: string;

  @Column({ type: 'bigint' })
  accountId!: number;

  @Column({ type: 'text' })
  purpose!: TokenPurpose;

  /** The address that it proves. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint' })
  expiresAt!: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What whoever holds the token may do: prove an address, move the account to another one, or set a new password. */
export type TokenPurpose = 'VERIFY_EMAIL' | 'CHANGE_EMAIL' | 'RESET_PASSWORD';

/** A token that was mailed. It is known to the recipient alone; of each purpose an account has one at most. */
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

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type AccountRole = 'MEMBER' | 'MODERATOR' | 'ADMINISTRATOR';

/** The private side of a claimed profile. */
@Entity('account')
export class AccountEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  profileId!: number;

  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text' })
  emailKey!: string;

  /** When it was proved that the address is theirs; null where it was not. */
  @Column({ type: 'bigint', nullable: true })
  emailVerifiedAt!: number | null;

  @Column({ type: 'text' })
  passwordHash!: string;

  @Column({ type: 'text' })
  role!: AccountRole;

  @Column({ type: 'bigint' })
  createdAt!: number;

  /** Every notification up to this one has been seen. */
  @Column({ type: 'bigint', default: 0 })
  seenNotificationId!: number;
}

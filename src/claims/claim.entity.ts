import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type ClaimMethod = 'EMAIL_CODE' | 'MODERATOR';
export type ClaimStatus = 'PENDING' | 'APPROVED' | 'REJECTED';

/** Somebody says that an unclaimed profile is theirs. */
@Entity('profile_claim')
export class ClaimEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  /** What is claimed; once it is a part of another profile, that one. */
  @Column({ type: 'bigint' })
  profileId!: number;

  /** The profile of whoever claims it. */
  @Column({ type: 'bigint' })
  claimantId!: number;

  @Column({ type: 'text' })
  method!: ClaimMethod;

  @Column({ type: 'text' })
  status!: ClaimStatus;

  @Column({ type: 'bigint' })
  createdAt!: number;

  /** The code itself is known to the recipient of the mail alone. Null where there is none, or none any more. */
  @Column({ type: 'text', nullable: true })
  codeHash!: string | null;

  @Column({ type: 'integer' })
  triesLeft!: number;
}

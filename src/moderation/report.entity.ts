import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type ReportReason = 'SPAM' | 'ABUSE' | 'OFF_TOPIC' | 'OTHER';

/** A member says that a comment should not be there: once, and again only after a moderator decided on it. */
@Entity('comment_report')
export class ReportEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  commentId!: number;

  @Column({ type: 'bigint' })
  reporterId!: number;

  @Column({ type: 'text' })
  reason!: ReportReason;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ type: 'bigint' })
  reportedAt!: number;

  /** Whether a moderator has decided since. */
  @Column({ type: 'boolean' })
  isSettled!: boolean;
}

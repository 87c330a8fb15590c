import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type DecisionSubject = 'COMMENT' | 'ROLE' | 'SITE' | 'BLOCK_LIST';

/** By what the server decides where nobody does. */
export type DecisionRule =
  'REPORTS' | 'BLOCK_LIST' | 'SPAM_CHECK' | 'SPAM_CHECK_FAILED' | 'FIRST_COMMENT' | 'COMMAND_LINE';

/**
 * Who decided what, and when. Rows are only ever added: the database refuses all else. They hold neither words of comments
 * nor anybody's address.
 */
@Entity('moderation_decision')
export class DecisionEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  subject!: DecisionSubject;

  /** The profile of whoever decided, as it was called then; null for the server itself. */
  @Column({ type: 'bigint', nullable: true })
  actorId!: number | null;

  @Column({ type: 'text', nullable: true })
  rule!: DecisionRule | null;

  @Column({ type: 'bigint', nullable: true })
  commentId!: number | null;

  /** Whose role it is about. */
  @Column({ type: 'bigint', nullable: true })
  profileId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  siteId!: number | null;

  /** How it stood before; null for what is new. */
  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;

  @Column({ type: 'bigint' })
  decidedAt!: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActivityType } from './activity.entity';

export type FeedChange = 'ADDED' | 'UPDATED' | 'RETRACTED';

/** One change to the feeds. Ids and routing columns only, never content. */
@Entity('feed_log')
export class FeedLogEntity {
  @PrimaryColumn({ type: 'bigint' })
  sequence!: number;

  /** Random; a cursor repeats it, so that one from another database is known. */
  @Column({ type: 'bigint' })
  mark!: number;

  @Column({ type: 'text' })
  change!: FeedChange;

  @Column({ type: 'bigint' })
  activityId!: number;

  @Column({ type: 'text' })
  activityType!: ActivityType;

  @Column({ type: 'bigint' })
  actorId!: number;

  @Column({ type: 'bigint', nullable: true })
  subjectProfileId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  postId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  commentId!: number | null;

  /** Whose notification it tells of; null for an entry of the activity itself, which is in every other feed. */
  @Column({ type: 'bigint', nullable: true })
  recipientId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  notificationId!: number | null;

  @Column({ type: 'bigint' })
  recordedAt!: number;
}

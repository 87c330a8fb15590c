import { Column, Entity, PrimaryColumn } from 'typeorm';

export type NotificationReason = 'REPLY' | 'MENTION' | 'FAVORITE' | 'FOLLOW';

/** One act that concerns somebody, told to them. */
@Entity('notification')
export class NotificationEntity {
  /** The sequence of the log entry that added it: unique, and in the order of commit. */
  @PrimaryColumn({ type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  recipientId!: number;

  @Column({ type: 'bigint' })
  activityId!: number;

  @Column({ type: 'bigint' })
  actorId!: number;

  @Column({ type: 'text' })
  reason!: NotificationReason;

  @Column({ type: 'bigint' })
  createdAt!: number;

  /** False once taken back: with its activity, or because the words mention the recipient no longer. */
  @Column({ type: 'boolean' })
  isVisible!: boolean;
}

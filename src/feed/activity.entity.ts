import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type ActivityType = 'COMMENT' | 'FOLLOW' | 'FAVORITE' | 'POST';

@Entity('activity')
export class ActivityEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  type!: ActivityType;

  @Column({ type: 'bigint' })
  actorId!: number;

  @Column({ type: 'bigint' })
  occurredAt!: number;

  /** False once retracted. Kept in step with the comment that it tells of. */
  @Column({ type: 'boolean' })
  isVisible!: boolean;

  /** Whom it is about: the followee, the author of what was favorited or replied to. */
  @Column({ type: 'bigint', nullable: true })
  subjectProfileId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  postId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  commentId!: number | null;
}

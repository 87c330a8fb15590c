import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A profile's mark on a post or on a comment: one of the two ids is set. */
@Entity('favorite')
export class FavoriteEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  profileId!: number;

  @Column({ type: 'bigint', nullable: true })
  postId!: number | null;

  @Column({ type: 'bigint', nullable: true })
  commentId!: number | null;

  @Column({ type: 'bigint' })
  activityId!: number;
}

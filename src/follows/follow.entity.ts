import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('follow')
export class FollowEntity {
  @PrimaryColumn({ type: 'bigint' })
  followerId!: number;

  @PrimaryColumn({ type: 'bigint' })
  followeeId!: number;

  @Column({ type: 'bigint' })
  followedAt!: number;

  /** The log position at which the follow began: a live home feed delivers only later entries. */
  @Column({ type: 'bigint' })
  sinceSequence!: number;

  @Column({ type: 'bigint' })
  activityId!: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that says how far the log reaches and how far it is pruned. */
@Entity('feed_log_head')
export class FeedLogHeadEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'bigint' })
  sequence!: number;

  @Column({ type: 'bigint' })
  mark!: number;

  @Column({ type: 'bigint' })
  prunedSequence!: number;

  @Column({ type: 'bigint' })
  prunedMark!: number;

  /** How far the log reached when profiles were last merged; long before it began where none were. */
  @Column({ type: 'bigint', default: -1_000_000 })
  mergedSequence!: number;
}

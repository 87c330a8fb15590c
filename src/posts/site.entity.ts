import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A blog. */
@Entity('site')
export class SiteEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', nullable: true })
  title!: string | null;

  @Column({ type: 'boolean' })
  isRegistered!: boolean;

  /** Whether the first comment of everybody waits for a moderator. */
  @Column({ type: 'boolean', default: false })
  holdsFirstComments!: boolean;

  /** For how many days a post takes comments; null for ever. */
  @Column({ type: 'integer', nullable: true })
  closesAfterDays!: number | null;
}

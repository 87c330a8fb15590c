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
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A random number that tells a profile from another that got the same id in an older copy of the database. It never
 * changes, and stays when the profile is merged into another.
 */
@Entity('profile_mark')
export class ProfileMarkEntity {
  @PrimaryColumn({ type: 'bigint' })
  profileId!: number;

  @Column({ type: 'bigint' })
  mark!: number;
}

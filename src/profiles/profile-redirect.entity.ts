import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A profile that was merged into another. A chain of merges is one step: each row leads to who is there now. */
@Entity('profile_redirect')
export class ProfileRedirectEntity {
  /** The id that the merged profile had. */
  @PrimaryColumn({ type: 'bigint' })
  id!: number;

  /** Its username in lower case: nobody else gets it. */
  @Column({ type: 'text' })
  usernameKey!: string;

  /** The profile that it is a part of now. */
  @Column({ type: 'bigint' })
  profileId!: number;

  /** How far the feed log reached when they were merged: no later entry names the merged profile. */
  @Column({ type: 'bigint' })
  sequence!: number;
}

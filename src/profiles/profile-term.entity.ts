import { Entity, PrimaryColumn } from 'typeorm';

/** One way in to a profile for search: its username, or its display name from one of its words on, folded. */
@Entity('profile_term')
export class ProfileTermEntity {
  @PrimaryColumn({ type: 'text' })
  term!: string;

  @PrimaryColumn({ type: 'bigint' })
  profileId!: number;
}

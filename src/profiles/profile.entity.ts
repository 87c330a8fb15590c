import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person or team in public. */
@Entity('profile')
export class ProfileEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  username!: string;

  /** The username in lower case. */
  @Column({ type: 'text' })
  usernameKey!: string;

  @Column({ type: 'text' })
  displayName!: string;

  @Column({ type: 'text', nullable: true })
  about!: string | null;

  @Column({ type: 'text', nullable: true })
  location!: string | null;

  @Column({ type: 'text', nullable: true })
  interests!: string | null;

  @Column({ type: 'text', nullable: true })
  homepageUrl!: string | null;

  @Column({ type: 'text', nullable: true })
  avatarUrl!: string | null;

  /** Null where an import did not say. */
  @Column({ type: 'bigint', nullable: true })
  joinedAt!: number | null;

  @Column({ type: 'boolean' })
  isClaimed!: boolean;

  /** What stays of a profile whose account was deleted: an id for what refers to it. It counts as claimed. */
  @Column({ type: 'boolean', default: false })
  isDeleted!: boolean;

  @Column({ type: 'integer' })
  followerCount!: number;

  @Column({ type: 'integer' })
  followingCount!: number;

  @Column({ type: 'integer' })
  commentCount!: number;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What stood above an imported comment, as it was written. Private: it holds addresses of people and machines. The words
 * themselves are the comment's body until somebody edits it.
 */
@Entity('comment_source')
export class CommentSourceEntity {
  @PrimaryColumn({ type: 'bigint' })
  commentId!: number;

  /** A digest of all that tells the comment from others: importing it again finds it. */
  @Column({ type: 'text' })
  key!: string;

  /** By which its author was known. */
  @Column({ type: 'bigint' })
  identityId!: number;

  /** Its place among the sections and comments of the post. */
  @Column({ type: 'integer' })
  position!: number;

  /** The first letters of the keys above it, in their order: AEIUD for author, email, IP, URL and date. */
  @Column({ type: 'text' })
  keys!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  email!: string;

  @Column({ type: 'text' })
  ip!: string;

  @Column({ type: 'text' })
  url!: string;

  /** Without a time zone. */
  @Column({ type: 'text' })
  dateText!: string;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { BodyFormat } from '../posts/post.entity';

export type CommentStatus = 'PUBLISHED' | 'PENDING' | 'SPAM' | 'REMOVED';

/** A comment's source, and how to read it. */
export interface Words {
  readonly body: string;
  readonly bodyFormat: BodyFormat;
}

@Entity('comment')
export class CommentEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  postId!: number;

  @Column({ type: 'bigint' })
  authorId!: number;

  @Column({ type: 'bigint', nullable: true })
  inReplyToId!: number | null;

  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'text' })
  bodyFormat!: BodyFormat;

  @Column({ type: 'text' })
  bodyHtml!: string;

  @Column({ type: 'text' })
  status!: CommentStatus;

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint', nullable: true })
  editedAt!: number | null;

  @Column({ type: 'bigint', nullable: true })
  deletedAt!: number | null;

  /** Published and not deleted. */
  @Column({ type: 'boolean' })
  isVisible!: boolean;

  /** Has a place in its thread: visible, or a tombstone above something visible. */
  @Column({ type: 'boolean' })
  isListed!: boolean;

  /** Direct replies that are visible. */
  @Column({ type: 'integer' })
  replyCount!: number;

  /** Replies that an import counted but did not bring. */
  @Column({ type: 'integer' })
  lostReplyCount!: number;

  /** Direct replies that are listed. */
  @Column({ type: 'integer' })
  listedReplyCount!: number;

  @Column({ type: 'integer' })
  favoriteCount!: number;

  /** Members who have reported it since a moderator last decided on it. */
  @Column({ type: 'integer', default: 0 })
  reportCount!: number;

  /** How its post is to be called once it is published, where nobody names it before. */
  @Column({ type: 'text', nullable: true })
  postTitle!: string | null;

  @Column({ type: 'text', nullable: true })
  idempotencyKey!: string | null;
}

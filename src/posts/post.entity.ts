import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type BodyFormat = 'MARKDOWN' | 'HTML' | 'TEXT';

/** A web page that can be commented on, known by its normalised URL. */
@Entity('post')
export class PostEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  siteId!: number;

  @Column({ type: 'bigint', nullable: true })
  authorId!: number | null;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', nullable: true })
  title!: string | null;

  @Column({ type: 'text', nullable: true })
  body!: string | null;

  @Column({ type: 'text', nullable: true })
  bodyFormat!: BodyFormat | null;

  @Column({ type: 'bigint', nullable: true })
  publishedAt!: number | null;

  /** Visible comments at every depth. */
  @Column({ type: 'integer' })
  commentCount!: number;

  /** Comments in reply to none that are listed. */
  @Column({ type: 'integer' })
  listedCommentCount!: number;

  @Column({ type: 'integer' })
  favoriteCount!: number;
}

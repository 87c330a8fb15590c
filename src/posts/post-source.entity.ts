import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The head of an imported post as it was written, so that it can be exported again. */
@Entity('post_source')
export class PostSourceEntity {
  @PrimaryColumn({ type: 'bigint' })
  postId!: number;

  /** Host and path of where it stood (see old-address.ts): what the keys of its comments begin with. */
  @Column({ type: 'text' })
  address!: string;

  /** The name of the file that brought it. */
  @Column({ type: 'text' })
  file!: string;

  /** The date as it was written, without a time zone. */
  @Column({ type: 'text' })
  dateText!: string;

  /** The `KEY: VALUE` lines. */
  @Column({ type: 'text' })
  header!: string;
}

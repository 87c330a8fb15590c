import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of an imported post, byte for byte. */
@Entity('post_section')
export class PostSectionEntity {
  @PrimaryColumn({ type: 'bigint' })
  postId!: number;

  /** Its place among the sections and comments of the post. */
  @PrimaryColumn({ type: 'integer' })
  position!: number;

  /** BODY, EXTENDED BODY, EXCERPT or KEYWORDS. */
  @Column({ type: 'text' })
  section!: string;

  @Column({ type: 'text' })
  text!: string;
}

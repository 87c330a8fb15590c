import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address at which a post once stood, and to which it still answers. */
@Entity('post_address')
export class PostAddressEntity {
  /** Host and path (see old-address.ts). */
  @PrimaryColumn({ type: 'text' })
  address!: string;

  /** The path alone. */
  @Column({ type: 'text' })
  path!: string;

  @Column({ type: 'bigint' })
  postId!: number;
}

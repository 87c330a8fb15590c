import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row, whose version moves with every change of the block list: what is kept in memory is as good as its version. */
@Entity('block_list_head')
export class BlockListHeadEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'bigint' })
  version!: number;
}

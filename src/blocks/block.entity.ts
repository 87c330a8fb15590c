import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('block')
export class BlockEntity {
  @PrimaryColumn({ type: 'bigint' })
  blockerId!: number;

  @PrimaryColumn({ type: 'bigint' })
  blockedId!: number;

  @Column({ type: 'bigint' })
  blockedAt!: number;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type BlockListKind = 'WORD' | 'EMAIL' | 'NETWORK' | 'URL';

export type BlockListEffect = 'HOLD' | 'REFUSE';

/** Something that comments are not accepted with, or not without a moderator. */
@Entity('block_list_entry')
export class BlockListEntryEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  kind!: BlockListKind;

  /** In the one form in which it is compared; of an address whose account was deleted a digest (see erased-email.ts). */
  @Column({ type: 'text' })
  value!: string;

  @Column({ type: 'text' })
  effect!: BlockListEffect;

  @Column({ type: 'bigint' })
  createdAt!: number;
}

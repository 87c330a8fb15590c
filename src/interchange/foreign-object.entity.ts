import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ForeignKind = 'POST' | 'COMMENT' | 'ACTIVITY';

/** What became of something that another server named. Keeps imports repeatable. */
@Entity('foreign_object')
export class ForeignObjectEntity {
  @PrimaryColumn({ type: 'text' })
  foreignId!: string;

  @Column({ type: 'text' })
  kind!: ForeignKind;

  /** Null where nothing was made of it. */
  @Column({ type: 'bigint', nullable: true })
  localId!: number | null;
}

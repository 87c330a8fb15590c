import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The value of EMAIL is a normalised address: it is shown to nobody. */
export type IdentityKind = 'ACTIVITY_STREAMS' | 'EMAIL';

/** What an import knew a person by. Later imports resolve it to the same profile. */
@Entity('identity')
export class IdentityEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'bigint' })
  profileId!: number;

  @Column({ type: 'text' })
  kind!: IdentityKind;

  @Column({ type: 'text' })
  value!: string;

  /** False while the person is only named by id and not described. */
  @Column({ type: 'boolean' })
  isDescribed!: boolean;
}

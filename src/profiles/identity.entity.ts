import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type IdentityKind = 'ACTIVITY_STREAMS';

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

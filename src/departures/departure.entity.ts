import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody has deleted their account, and not all that is to go is gone. */
@Entity('departure')
export class DepartureEntity {
  @PrimaryColumn({ type: 'bigint' })
  profileId!: number;

  /** Whether their comments stay, under a profile that tells nothing of them. */
  @Column({ type: 'boolean' })
  keepsWords!: boolean;
}

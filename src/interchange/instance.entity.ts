import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row, which tells this database from any other that is no copy of it. */
@Entity('instance')
export class InstanceEntity {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  /** Sixteen hexadecimal digits, drawn once. Every name that exports give holds it. */
  @Column({ type: 'text' })
  name!: string;

  /** Random, drawn once: the key of the digests of what deleted profiles were known by. */
  @Column({ type: 'text', default: '' })
  digestKey!: string;
}

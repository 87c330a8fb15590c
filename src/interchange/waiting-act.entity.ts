import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An act that was told before what it is about: it is kept until that is described. */
@Entity('waiting_act')
export class WaitingActEntity {
  /** Acts that wait for the same thing are applied in this order. */
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  /** What it is remembered by, so that reading it again keeps it once. */
  @Column({ type: 'text' })
  key!: string;

  /** The foreign id that it waits for. */
  @Column({ type: 'text' })
  awaitedId!: string;

  /** The whole act, as JSON. */
  @Column({ type: 'text' })
  act!: string;
}

import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A signed-in period. The token itself is known to the client alone. */
@Entity('session')
export class SessionEntity {
  @PrimaryGeneratedColumn('increment', { type: 'bigint' })
  id!: number;

  @Column({ type: 'text' })
  tokenHash!: string;

  @Column({ type: 'bigint' })
  accountId!: number;

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint' })
  expiresAt!: number;

  /** What it was opened with, such as "Firefox on Linux"; null where nothing is known. */
  @Column({ type: 'text', nullable: true })
  client!: string | null;
}

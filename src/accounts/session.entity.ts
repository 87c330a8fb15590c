import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed-in period. The token itself is known to the client alone. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn({ type: 'text' })
  tokenHash!: string;

  @Column({ type: 'bigint' })
  accountId!: number;

  @Column({ type: 'bigint' })
  createdAt!: number;

  @Column({ type: 'bigint' })
  expiresAt!: number;
}

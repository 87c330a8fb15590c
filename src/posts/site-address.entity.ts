import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address at which an imported site stood. Its posts are below the site's own address now. */
@Entity('site_address')
export class SiteAddressEntity {
  /** Host and path (see old-address.ts). */
  @PrimaryColumn({ type: 'text' })
  address!: string;

  @Column({ type: 'bigint' })
  siteId!: number;

  /** Where its posts are now, as an administrator said (see site-move.ts); null where they are below the site's address. */
  @Column({ type: 'text', nullable: true })
  movedTo!: string | null;
}

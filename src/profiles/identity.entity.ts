import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/**
 * - ACTIVITY_STREAMS: the id of an actor.
 * - TYPEPAD: what follows `profile.typepad.com/`.
 * - EMAIL: an address, normalised. It is shown to nobody.
 * - NAME_AND_URL: a name and a web address, on a line each.
 * - NAME_AT_SITE: a name and the address of the one site where it stands for somebody.
 * - ERASED: a digest of what a deleted profile was known by (see erased-key.ts). Nothing leads back from it.
 */
export type IdentityKind =
  'ACTIVITY_STREAMS' | 'TYPEPAD' | 'EMAIL' | 'NAME_AND_URL' | 'NAME_AT_SITE' | 'ERASED';

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

  /** The date of the newest words under this identity, from which its profile has its name; null where none told one. */
  @Column({ type: 'bigint', nullable: true })
  namedAt!: number | null;

  /** The date of the newest words that named a homepage. */
  @Column({ type: 'bigint', nullable: true })
  linkedAt!: number | null;
}

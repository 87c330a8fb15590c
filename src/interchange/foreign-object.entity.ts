import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * - POST, COMMENT: the post or comment that it became.
 * - ACTIVITY: an act that was applied; `localId` is the activity that tells of it, if one does.
 * - BLOCK: an act of blocking; `localId` is the profile that was blocked.
 * - AWAITED: something that was replied to or favorited before it was described. `localId` is the post that was made in
 *   its place, null where those who reply to it stand on another post and wait.
 *
 * Notes beside an id, which it shares its key with (see foreign-names.ts):
 * - WAITING: a comment (`localId`) that becomes a reply once the id arrives.
 * - DELETED, UNDONE: it was deleted or undone by the actor that the key names, perhaps before it arrived.
 * - UPDATED: the instant (`localId`) of the newest description.
 */
export type ForeignKind =
  | 'POST'
  | 'COMMENT'
  | 'ACTIVITY'
  | 'BLOCK'
  | 'AWAITED'
  | 'WAITING'
  | 'DELETED'
  | 'UNDONE'
  | 'UPDATED';

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

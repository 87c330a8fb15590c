import { blocksBetween } from '../blocks/block.queries';
import type { Clock } from '../clock';
import { isUnknown } from '../comments/comment-target';
import { addToCommentFavorites, lockPlace } from '../comments/comment-thread.queries';
import { commentById } from '../comments/comment.queries';
import type { CommentRecord } from '../comments/comment.record';
import type { Queryable } from '../database/statement';
import type { Unit, UnitOfWork } from '../database/unit-of-work';
import { refuse } from '../errors';
import type { Act, Recorder } from '../feed/recorder';
import type { Addressee } from '../notifications/addressees';
import { addToPostFavorites, lockPost, postById } from '../posts/post.queries';
import type { PostRecord } from '../posts/post.record';
import { FavoriteEntity } from './favorite.entity';
import { favoriteActivityId, type SubjectKey } from './favorite.queries';

export type FavoriteSubject = CommentRecord | PostRecord;

/** The ids by which a favorite and its activity are stored and routed. */
interface Subject {
  readonly postId: number;
  readonly commentId: number | null;
  readonly authorId: number | null;
  readonly isVisible: boolean;
}

export class FavoriteService {
  constructor(
    private readonly reads: Queryable,
    private readonly units: UnitOfWork,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {}

  /** Favoriting again changes nothing. @returns the subject as it is then */
  async add(profileId: number, key: SubjectKey): Promise<FavoriteSubject | null> {
    await this.units.run((unit) => this.addIn(unit, profileId, key, this.clock()));
    return this.subject(key);
  }

  /**
   * Favorites, as a part of a larger unit.
   * @param isQuiet an import brings it: it is not streamed, nor refused for a block or because its comment is held, both
   *   of which may have come after it
   */
  async addIn(
    unit: Unit,
    profileId: number,
    key: SubjectKey,
    occurredAt: number,
    isQuiet = false,
  ): Promise<void> {
    const subject = await lockSubject(unit, key, isQuiet);
    if ((await favoriteActivityId(unit, profileId, key)) !== null) return;
    if (!isQuiet) await refuseBlocked(unit, profileId, subject);
    const act = {
      type: 'FAVORITE' as const,
      actorId: profileId,
      occurredAt,
      subjectProfileId: subject.authorId,
      postId: subject.postId,
      commentId: subject.commentId,
    };
    const activityId = await this.record(unit, act, subject, isQuiet);
    await unit.insert(FavoriteEntity, {
      profileId,
      postId: key.kind === 'Post' ? key.id : null,
      commentId: key.kind === 'Comment' ? key.id : null,
      activityId,
    });
    await countFavorite(unit, key, 1);
  }

  /** What is held is shown, with the favorites of it, when it is published. */
  private record(unit: Unit, act: Act, subject: Subject, isQuiet: boolean): Promise<number> {
    if (!subject.isVisible) return this.recorder.addedHidden(unit, act);
    if (isQuiet) return this.recorder.addedQuietly(unit, act);
    return this.recorder.added(unit, act, { addressees: authorOf(subject) });
  }

  /** Taking back what is not there changes nothing. @returns the subject as it is then */
  async remove(profileId: number, key: SubjectKey): Promise<FavoriteSubject | null> {
    await this.units.run((unit) => this.removeIn(unit, profileId, key));
    const subject = await this.subject(key);
    if (!subject) throw refuse('subjectId', 'NOT_FOUND', 'There is no such comment or post.');
    return subject;
  }

  async removeIn(unit: Unit, profileId: number, key: SubjectKey): Promise<void> {
    // First, as everywhere: the deletion of a comment goes from it to its favorites.
    await (key.kind === 'Comment' ? lockPlace(unit, key.id) : lockPost(unit, key.id));
    const activityId = await favoriteActivityId(unit, profileId, key);
    if (activityId === null) return;
    await unit.manager.delete(FavoriteEntity, { activityId });
    await countFavorite(unit, key, -1);
    await this.recorder.retracted(unit, [activityId]);
  }

  private subject({ kind, id }: SubjectKey): Promise<FavoriteSubject | null> {
    return kind === 'Comment' ? commentById(this.reads, id) : postById(this.reads, id);
  }
}

/** @param takesHeld whether a comment may be held */
async function lockSubject(
  unit: Unit,
  { kind, id }: SubjectKey,
  takesHeld: boolean,
): Promise<Subject> {
  if (kind === 'Post') {
    const post = await lockPost(unit, id);
    if (!post) throw refuse('subjectId', 'NOT_FOUND', 'There is no such post.');
    return { postId: id, commentId: null, authorId: post.authorId, isVisible: true };
  }
  const comment = await lockPlace(unit, id);
  const isHeld = takesHeld && comment?.deletedAt === null;
  if (!comment || (!isHeld && isUnknown(comment)))
    throw refuse('subjectId', 'NOT_FOUND', 'There is no such comment.');
  const { isVisible, postId, authorId } = comment;
  if (!isHeld && !isVisible) throw refuse('subjectId', 'INVALID', 'This comment is gone.');
  return { postId, commentId: id, authorId, isVisible };
}

const authorOf = ({ authorId }: Subject): Addressee[] =>
  authorId === null ? [] : [{ profileId: authorId, reason: 'FAVORITE' }];

async function refuseBlocked(unit: Unit, profileId: number, { authorId }: Subject): Promise<void> {
  if (authorId === null) return;
  if ((await blocksBetween(unit, [authorId], [profileId])).length > 0)
    throw refuse('subjectId', 'FORBIDDEN', 'Its author blocks you.');
}

async function countFavorite(unit: Unit, key: SubjectKey, change: 1 | -1): Promise<void> {
  if (key.kind === 'Comment') await addToCommentFavorites(unit, key.id, change);
  else await addToPostFavorites(unit, key.id, change);
}

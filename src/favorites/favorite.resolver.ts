import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { refuse } from '../errors';
import { requireViewer, type Context } from '../schema/context';
import { fromGlobalId } from '../schema/global-id';
import { answer } from '../schema/payload';
import { RateLimited } from '../schema/rate-limited';
import type { SubjectKey } from './favorite.queries';
import type { FavoriteSubject } from './favorite.service';
import {
  AddFavoriteInput,
  AddFavoritePayload,
  FavoritableType,
  RemoveFavoriteInput,
  RemoveFavoritePayload,
} from './favorite.type';

type Fields = { subject: FavoriteSubject | null };

@Resolver(() => FavoritableType)
export class FavoriteResolver {
  @RateLimited('favorites')
  @Mutation(() => AddFavoritePayload, {
    description: 'The viewer favorites a comment or a post. Again changes nothing.',
  })
  addFavorite(
    @Arg('input', () => AddFavoriteInput, { description: 'What to favorite.' })
    input: AddFavoriteInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ subject: null }, async () => ({
      subject: await context.services.favorites.add(profileId, subjectKey(input.subjectId)),
    }));
  }

  @RateLimited('favorites')
  @Mutation(() => RemoveFavoritePayload, {
    description: 'The viewer takes a favorite back. Again changes nothing.',
  })
  removeFavorite(
    @Arg('input', () => RemoveFavoriteInput, { description: 'What to favorite no longer.' })
    input: RemoveFavoriteInput,
    @Ctx() context: Context,
  ) {
    const { profileId } = requireViewer(context);
    return answer<Fields>({ subject: null }, async () => ({
      subject: await context.services.favorites.remove(profileId, subjectKey(input.subjectId)),
    }));
  }

  @FieldResolver()
  viewerHasFavorited(
    @Root() subject: FavoriteSubject,
    @Ctx() { viewer, loaders }: Context,
  ): boolean | Promise<boolean> {
    if (viewer === null) return false;
    return subject.kind === 'Comment'
      ? loaders.hasFavoritedComment.load(subject.id)
      : loaders.hasFavoritedPost.load(subject.id);
  }
}

/** @throws Refusal when it is the id of nothing that can be favorited */
function subjectKey(globalId: string): SubjectKey {
  const found = fromGlobalId(globalId);
  if (found?.kind === 'Comment' || found?.kind === 'Post')
    return { kind: found.kind, id: found.id };
  throw refuse('subjectId', 'NOT_FOUND', 'There is no such comment or post.');
}

import { Field, ID, InputType, Int, InterfaceType, ObjectType } from 'type-graphql';
import { ForEveryone, ForViewer } from '../schema/audience';
import { NodeType } from '../schema/node.type';
import { Payload } from '../schema/payload';
import type { FavoriteSubject } from './favorite.service';

@InterfaceType('Favoritable', {
  implements: NodeType,
  description: 'What a profile can favorite: a comment or a post.',
})
export abstract class FavoritableType {
  @ForEveryone()
  @Field(() => Int, { description: 'How many profiles have favorited it.' })
  favoriteCount!: number;

  @ForViewer()
  @Field(() => Boolean, { description: 'Whether the viewer has; false when nobody is signed in.' })
  viewerHasFavorited!: boolean;
}

@InputType('AddFavoriteInput', { description: 'What to favorite.' })
export class AddFavoriteInput {
  @Field(() => ID, { description: 'The id of a comment or a post.' })
  subjectId!: string;
}

@InputType('RemoveFavoriteInput', { description: 'What to favorite no longer.' })
export class RemoveFavoriteInput extends AddFavoriteInput {}

@ObjectType({ simpleResolvers: true })
class FavoritePayload extends Payload {
  @Field(() => FavoritableType, {
    nullable: true,
    description: 'The comment or post as it is now.',
  })
  subject!: FavoriteSubject | null;
}

@ObjectType('AddFavoritePayload', { simpleResolvers: true, description: 'What addFavorite did.' })
export class AddFavoritePayload extends FavoritePayload {}

@ObjectType('RemoveFavoritePayload', {
  simpleResolvers: true,
  description: 'What removeFavorite did.',
})
export class RemoveFavoritePayload extends FavoritePayload {}

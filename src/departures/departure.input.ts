import { Field, InputType, registerEnumType } from 'type-graphql';

export type DeletedWords = 'REMOVE' | 'KEEP';

export const deletedWords: Record<DeletedWords, DeletedWords> = { REMOVE: 'REMOVE', KEEP: 'KEEP' };

registerEnumType(deletedWords, {
  name: 'DeletedWords',
  description: 'What becomes of the words of somebody who deletes their account.',
  valuesConfig: {
    REMOVE: {
      description:
        'Every comment is deleted, as deleteComment does it, and the words of posts are gone.',
    },
    KEEP: {
      description: 'They stay, by a profile that is called "Deleted profile" and tells no more.',
    },
  },
});

@InputType('DeleteAccountInput', { description: 'The confirmation of whoever leaves.' })
export class DeleteAccountInput {
  @Field(() => String, { description: "The account's password." })
  password!: string;

  @Field(() => deletedWords, {
    defaultValue: deletedWords.REMOVE,
    description: 'What becomes of their comments and posts.',
  })
  words!: DeletedWords;
}

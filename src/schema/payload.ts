import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Refusal, type RefusalCode, type UserError } from '../errors';

const codes: Record<RefusalCode, RefusalCode> = {
  INVALID: 'INVALID',
  TAKEN: 'TAKEN',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  WRONG_CREDENTIALS: 'WRONG_CREDENTIALS',
};

registerEnumType(codes, {
  name: 'UserErrorCode',
  description: 'Why a mutation did nothing. More may come: treat an unknown one as INVALID.',
  valuesConfig: {
    INVALID: { description: 'The value cannot be used; the message says why.' },
    TAKEN: { description: 'Somebody else has it.' },
    NOT_FOUND: { description: 'There is no such thing.' },
    FORBIDDEN: { description: 'The viewer may not do this.' },
    WRONG_CREDENTIALS: { description: 'The name or the password is wrong.' },
  },
});

@ObjectType('UserError', {
  description: 'One thing that a person got wrong. The mutation did nothing.',
  simpleResolvers: true,
})
export class UserErrorType {
  @Field(() => [String], {
    nullable: true,
    description:
      'The path below `input` of the field that it is about; null when it is none in particular.',
  })
  field!: string[] | null;

  @Field(() => codes, { description: 'For programs.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'For people, in English.' })
  message!: string;
}

/** What every mutation's payload has. */
@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Field(() => [UserErrorType], {
    description: 'Empty when the mutation succeeded; otherwise nothing was changed.',
  })
  userErrors!: UserErrorType[];
}

type Answer<Fields> = Fields & { userErrors: readonly UserError[] };

/** Does a mutation's work; where its rules refuse it, answers with nothing and the reasons. */
export async function answer<Fields extends object>(
  nothing: Fields,
  work: () => Promise<Fields>,
): Promise<Answer<Fields>> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Refusal) return { ...nothing, userErrors: error.userErrors };
    throw error;
  }
}

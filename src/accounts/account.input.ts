import { Field, InputType } from 'type-graphql';
import type { Joining } from './joining';

@InputType('JoinInput', { description: 'A new account with its profile.' })
export class JoinInput implements Joining {
  @Field(() => String, {
    description:
      '1 to 30 letters (a to z), digits, "-", "_" or ".", beginning and ending with a letter or digit.',
  })
  username!: string;

  @Field(() => String, {
    nullable: true,
    description: '1 to 80 characters; the username if not given.',
  })
  displayName?: string | null;

  @Field(() => String, { description: 'Never shown to others.' })
  email!: string;

  @Field(() => String, {
    description:
      '8 to 200 characters: none of the most common passwords, nor a name of the person or the site.',
  })
  password!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Usernames to follow at once, at most 100. An unknown one fails the whole.',
  })
  follow?: string[] | null;
}

@InputType('SignInInput', { description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'The username or the email.' })
  identifier!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

import { Field, InputType } from 'type-graphql';
import type { ProfileTexts } from './profile-text';

@InputType('UpdateProfileInput', {
  description: 'What is left out stays as it is; null or an empty text takes a field away.',
})
export class UpdateProfileInput implements ProfileTexts {
  @Field(() => String, { nullable: true, description: '1 to 80 characters. Cannot be taken away.' })
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 5,000 characters of plain text.' })
  about?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  location?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 1,000 characters.' })
  interests?: string | null;

  @Field(() => String, { nullable: true, description: 'An http(s) URL.' })
  homepageUrl?: string | null;

  @Field(() => String, { nullable: true, description: 'An http(s) URL of a picture.' })
  avatarUrl?: string | null;
}

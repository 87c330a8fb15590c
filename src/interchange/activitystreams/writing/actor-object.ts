import { escapeHtml } from '../../../comments/clean-html';
import type { Json } from '../reading/values';
import type { ExportedProfile } from './exported.queries';

/** A profile as an actor. Texts are HTML to others, and beside it as they were written. */
export function actorObject(id: string, profile: ExportedProfile): Json {
  const { username, displayName, about, location, interests, homepageUrl, avatarUrl, joinedAt } =
    profile;
  return {
    id,
    type: 'Person',
    ...(profile.isDescribed && { preferredUsername: username, name: displayName }),
    ...(about !== null && { summary: htmlOf(about), source: sourceOf(about) }),
    ...(location !== null && { location: { type: 'Place', name: location } }),
    ...(interests !== null && { attachment: [interestsValue(interests)] }),
    ...(homepageUrl !== null && { url: homepageUrl }),
    ...(avatarUrl !== null && { icon: { type: 'Image', url: avatarUrl } }),
    ...(joinedAt !== null && { published: dateText(joinedAt) }),
  };
}

const interestsValue = (interests: string): Json => ({
  type: 'PropertyValue',
  name: 'Interests',
  value: htmlOf(interests),
  source: sourceOf(interests),
});

const htmlOf = (text: string): string => escapeHtml(text).replace(/\r?\n/g, '<br>');
const sourceOf = (content: string): Json => ({ content, mediaType: 'text/plain' });

export const dateText = (instant: number): string => new Date(instant).toISOString();

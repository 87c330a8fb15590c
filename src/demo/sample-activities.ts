import { community } from './community/community';
import type { SampleComment, SamplePerson, SamplePost } from './community/types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** An act of the sample community in Activity Streams 2.0, and when it was done. */
interface DatedAct {
  readonly at: number;
  readonly act: object;
}

const actorId = (username: string): string => `https://people.example/${username}`;

/**
 * The sample community's past in Activity Streams 2.0, oldest first: what an importer reads.
 * @param now the dates are reckoned back from here, so that the community is never old
 */
export function sampleActivities(now: number): object[] {
  const { people, posts, follows } = community;
  const acts = [
    ...posts.flatMap((post) => actsOfPost(post, now)),
    ...follows.map(({ follower, followee, daysAgo }) =>
      dated(now - daysAgo * DAY_MS, `follow/${follower}/${followee}`, {
        type: 'Follow',
        actor: actorId(follower),
        object: actorId(followee),
      }),
    ),
  ];
  acts.sort((a, b) => a.at - b.at);
  return [...people.map((person) => describe(person, now)), ...acts.map(({ act }) => act)];
}

function describe(person: SamplePerson, now: number): object {
  const { username, displayName, about, homepageUrl, joinedDaysAgo } = person;
  return {
    id: actorId(username),
    type: 'Person',
    preferredUsername: username,
    name: displayName,
    published: new Date(now - joinedDaysAgo * DAY_MS).toISOString(),
    ...(about !== null && { summary: escape(about) }),
    ...(homepageUrl !== null && { url: homepageUrl }),
  };
}

function dated(at: number, path: string, act: object): DatedAct {
  const published = new Date(at).toISOString();
  return { at, act: { id: `https://people.example/acts/${path}`, published, ...act } };
}

function actsOfPost(post: SamplePost, now: number): DatedAct[] {
  const at = now - post.daysAgo * DAY_MS;
  const object = {
    id: post.url,
    type: 'Article',
    url: post.url,
    name: post.title,
    attributedTo: actorId(post.author),
    context: { id: post.site.url, url: post.site.url, name: post.site.title },
  };
  return [
    dated(at, `post/${post.url}`, { type: 'Create', actor: actorId(post.author), object }),
    ...likes(post.url, at, post.favoritedBy),
    ...post.comments.flatMap((comment, index) => actsOfComment(comment, post.url, at, `${index}`)),
  ];
}

/** @param place the comment's place in its thread, e.g. `3/0/1`: its name within the post */
function actsOfComment(
  comment: SampleComment,
  inReplyTo: string,
  parentAt: number,
  place: string,
  postUrl = inReplyTo,
): DatedAct[] {
  const at = parentAt + comment.hoursAfter * HOUR_MS;
  const id = `${postUrl}#comment/${place}`;
  const actor = actorId(comment.by);
  const note = { id, type: 'Note', attributedTo: actor, inReplyTo, content: comment.body };
  const object = { ...note, mediaType: 'text/markdown' };
  return [
    dated(at, `comment/${id}`, { type: 'Create', actor, object }),
    ...likes(id, at, comment.favoritedBy),
    ...(comment.replies ?? []).flatMap((reply, index) =>
      actsOfComment(reply, id, at, `${place}/${index}`, postUrl),
    ),
  ];
}

/** Favorites are spread over the hour after what they favor. */
function likes(object: string, at: number, by: readonly string[] = []): DatedAct[] {
  return by.map((username, index) =>
    dated(at + ((index + 1) * HOUR_MS) / (by.length + 1), `like/${username}/${object}`, {
      type: 'Like',
      actor: actorId(username),
      object,
    }),
  );
}

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

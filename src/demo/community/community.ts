import { follows } from './follows';
import { people } from './people';
import { breadPosts, gardenPosts } from './posts-1';
import { bicyclePosts, libraryPosts } from './posts-2';
import { parishPosts, skyAndRadioPosts } from './posts-3';
import { birdPosts, needleAndPressPosts } from './posts-4';
import { remarks } from './remarks';
import type { SampleFollow, SamplePerson, SamplePost, SampleRemark } from './types';

const posts: readonly SamplePost[] = [
  ...gardenPosts,
  ...breadPosts,
  ...bicyclePosts,
  ...libraryPosts,
  ...skyAndRadioPosts,
  ...parishPosts,
  ...birdPosts,
  ...needleAndPressPosts,
];

export const community: {
  readonly people: readonly SamplePerson[];
  readonly posts: readonly SamplePost[];
  readonly follows: readonly SampleFollow[];
  readonly remarks: readonly SampleRemark[];
} = { people, posts, follows, remarks };

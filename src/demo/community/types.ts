/** A member of the sample community. */
export interface SamplePerson {
  /** 1 to 30 of ASCII letters, digits, `-`, `_`, `.`; unique whatever the case. */
  username: string;
  /** The name shown in public, any script. */
  displayName: string;
  /** A few sentences in the person's own words, plain text, or null. */
  about: string | null;
  /** A place as the person would say it, or null. */
  location: string | null;
  /** Comma-separated topics, or null. */
  interests: string | null;
  /** An absolute URL on a reserved domain, or null. */
  homepageUrl: string | null;
  /** Days before the demo starts. */
  joinedDaysAgo: number;
}

/** A blog. */
export interface SampleSite {
  /** The blog's name. */
  title: string;
  /** Its address, ending in a slash, like `https://kitchen-garden.example/`. */
  url: string;
}

/** A comment with its thread of replies. */
export interface SampleComment {
  /** Username of the author. */
  by: string;
  /** Hours after the post (top level) or after the parent comment (reply); may be fractional. */
  hoursAfter: number;
  /** Markdown. */
  body: string;
  /** Usernames, never the author's. */
  favoritedBy?: readonly string[];
  /** Replies to this comment, oldest first. */
  replies?: readonly SampleComment[];
}

/** A post on a blog, with everything said under it. */
export interface SamplePost {
  /** The page's absolute URL, which identifies the post. */
  url: string;
  /** The post's headline. */
  title: string;
  /** The blog it is on. */
  site: SampleSite;
  /** Username of the author. */
  author: string;
  /** Days before the demo starts; may be fractional. */
  daysAgo: number;
  /** Usernames. */
  favoritedBy?: readonly string[];
  /** Top-level comments, oldest first. */
  comments: readonly SampleComment[];
}

/** One person following another. */
export interface SampleFollow {
  /** Username of the person who follows. */
  follower: string;
  /** Username of the person followed. */
  followee: string;
  /** Days before the demo starts; may be fractional. */
  daysAgo: number;
}

/** A top-level comment said live, while the demo runs. */
export interface SampleRemark {
  /** Username of the speaker. */
  by: string;
  /** URL of the post it is said on. */
  on: string;
  /** Markdown, one to three sentences. */
  body: string;
}

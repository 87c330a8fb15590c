import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import DataLoader from 'dataloader';
import Fastify from 'fastify';
import * as graphql from 'type-graphql';
import { DataSource, In } from 'typeorm';
import { ActivityEntity } from '../../../dist/feed/activity.entity.js';
import { CommentEntity } from '../../../dist/comments/comment.entity.js';
import { encodeListCursor, encodeLiveCursor } from '../../../dist/schema/cursor.js';
import { toGlobalId } from '../../../dist/schema/global-id.js';
import { FeedLogHeadEntity } from '../../../dist/feed/feed-log-head.entity.js';
import { entities } from '../../../dist/entities.js';
import { PostEntity } from '../../../dist/posts/post.entity.js';
import { ProfileEntity } from '../../../dist/profiles/profile.entity.js';
import { SiteEntity } from '../../../dist/posts/site.entity.js';
import { PUBLIC_URL } from './operation.mjs';

/**
 * The peer: the same parts in the way that their guides show. Apollo Server executes by graphql-js, TypeGraphQL's resolvers
 * find rows in TypeORM's repositories, and DataLoader gathers those that are found by id. `node plain-stack.mjs <file>`
 * prints its address.
 */
const source = new DataSource({ type: 'sqlite', database: process.argv[2], entities });
await source.initialize();

const nullable = { nullable: true };
const date = (at) => (at === null ? null : new Date(at));

/** Applies decorators where there are none in the language: fields are `name: [type, options]`. */
function declare(kind, name, fields, options = {}) {
  const target = { [name]: class {} }[name];
  kind(name, options)(target);
  for (const [field, [type, more]] of Object.entries(fields))
    graphql.Field(() => type, more)(target.prototype, field);
  return target;
}

/** Resolvers of a type's fields: `name: [type, (root, context, args) => value, options]`. */
function resolve(target, fields) {
  class Resolver {}
  const { prototype } = Resolver;
  for (const [name, [type, value, options]] of Object.entries(fields)) {
    prototype[name] = value;
    Reflect.defineMetadata('design:paramtypes', [Object, Object, Object], prototype, name);
    graphql.FieldResolver(() => type, options)(
      prototype,
      name,
      Object.getOwnPropertyDescriptor(prototype, name),
    );
    graphql.Root()(prototype, name, 0);
    graphql.Ctx()(prototype, name, 1);
  }
  graphql.Resolver(() => target)(Resolver);
  return Resolver;
}

const { Int, ID, ObjectType, InterfaceType } = graphql;
const Profile = declare(ObjectType, 'Profile', {
  ...{ username: [String], displayName: [String], isClaimed: [Boolean] },
  ...{ about: [String, nullable], location: [String, nullable], interests: [String, nullable] },
  ...{ homepageUrl: [String, nullable], avatarUrl: [String, nullable] },
  ...{ followerCount: [Int], followingCount: [Int], commentCount: [Int] },
});
const Site = declare(ObjectType, 'Site', { title: [String, nullable], url: [String] });
const Favoritable = declare(
  InterfaceType,
  'Favoritable',
  { favoriteCount: [Int] },
  { resolveType: (value) => ('siteId' in value ? 'Post' : 'Comment') },
);
const implementing = { implements: Favoritable };
const Post = declare(
  ObjectType,
  'Post',
  { title: [String, nullable], url: [String], commentCount: [Int] },
  implementing,
);
const Comment = declare(ObjectType, 'Comment', { status: [String] }, implementing);
const KINDS = {
  COMMENT: 'CommentActivity',
  FOLLOW: 'FollowActivity',
  FAVORITE: 'FavoriteActivity',
  POST: 'PostActivity',
};
const Activity = declare(InterfaceType, 'Activity', {}, { resolveType: ({ type }) => KINDS[type] });
const acts = Object.fromEntries(
  Object.values(KINDS).map((name) => [
    name,
    declare(ObjectType, name, {}, { implements: Activity }),
  ]),
);
const PageInfo = declare(ObjectType, 'PageInfo', {
  ...{ hasNextPage: [Boolean], endCursor: [String, nullable] },
});
const Edge = declare(ObjectType, 'ActivityEdge', { cursor: [String], node: [Activity] });
const Connection = declare(ObjectType, 'ActivityConnection', {
  ...{ liveCursor: [String], pageInfo: [PageInfo], edges: [[Edge]] },
});

const idOf = (kind) => [ID, ({ id }) => toGlobalId(kind, id)];
const by = (load) => (root, context) => load(context.loaders, root);
const maybe = (loader, id) => (id === null ? null : loader.load(id));
const urlOf = async (comment, { loaders }) => {
  const post = await loaders.posts.load(comment.postId);
  return `${post.url}#comment-${toGlobalId('Comment', comment.id)}`;
};

const resolvers = [
  resolve(Profile, {
    id: idOf('Profile'),
    url: [String, ({ username }) => `${PUBLIC_URL}/profiles/${username}`],
    joinedAt: [Date, ({ joinedAt }) => date(joinedAt), nullable],
    viewerIsFollowing: [Boolean, () => false],
    viewerIsBlocking: [Boolean, () => false],
  }),
  resolve(Site, { id: idOf('Site') }),
  resolve(Post, {
    id: idOf('Post'),
    publishedAt: [Date, ({ publishedAt }) => date(publishedAt), nullable],
    site: [Site, by(({ sites }, post) => sites.load(post.siteId))],
  }),
  resolve(Favoritable, {
    id: [ID, (value) => toGlobalId('siteId' in value ? 'Post' : 'Comment', value.id)],
  }),
  resolve(Comment, {
    id: idOf('Comment'),
    body: [String, (comment) => (comment.isVisible ? comment.body : '')],
    bodyHtml: [String, (comment) => (comment.isVisible ? comment.bodyHtml : '')],
    createdAt: [Date, ({ createdAt }) => date(createdAt)],
    editedAt: [Date, ({ editedAt }) => date(editedAt), nullable],
    isDeleted: [Boolean, ({ isVisible }) => !isVisible],
    replyCount: [Int, ({ replyCount, lostReplyCount }) => replyCount + lostReplyCount],
    url: [String, urlOf],
    author: [Profile, by(({ profiles }, { authorId }) => profiles.load(authorId)), nullable],
    inReplyTo: [Comment, by(({ comments }, it) => maybe(comments, it.inReplyToId)), nullable],
    post: [Post, by(({ posts }, { postId }) => posts.load(postId))],
  }),
  resolve(Activity, {
    id: [ID, ({ type, id }) => toGlobalId(KINDS[type], id)],
    occurredAt: [Date, ({ occurredAt }) => date(occurredAt)],
    actor: [Profile, by(({ profiles }, { actorId }) => profiles.load(actorId))],
  }),
  resolve(acts.CommentActivity, {
    comment: [Comment, by(({ comments }, { commentId }) => comments.load(commentId))],
  }),
  resolve(acts.FollowActivity, {
    followee: [Profile, by(({ profiles }, it) => profiles.load(it.subjectProfileId))],
  }),
  resolve(acts.FavoriteActivity, {
    subject: [
      Favoritable,
      by(({ comments, posts }, { commentId, postId }) =>
        commentId === null ? posts.load(postId) : comments.load(commentId),
      ),
    ],
  }),
  resolve(acts.PostActivity, { post: [Post, by(({ posts }, { postId }) => posts.load(postId))] }),
];

/** The fields that take arguments. */
class Lists {
  profile(username) {
    return source.getRepository(ProfileEntity).findOneBy({ usernameKey: username.toLowerCase() });
  }
}
class Feeds {
  async activity(profile, first) {
    const [head] = await source.getRepository(FeedLogHeadEntity).find();
    const found = await source.getRepository(ActivityEntity).find({
      where: { actorId: profile.id, isVisible: true },
      order: { occurredAt: 'DESC', id: 'DESC' },
      take: first + 1,
    });
    const position = { sequence: head.sequence, mark: head.mark };
    const edges = found.slice(0, first).map((node) => ({
      cursor: encodeListCursor('activities', {
        key: { at: node.occurredAt, id: node.id },
        position,
      }),
      node,
    }));
    const endCursor = edges.at(-1)?.cursor ?? null;
    return {
      liveCursor: encodeLiveCursor(position),
      pageInfo: { hasNextPage: found.length > first, endCursor },
      edges,
    };
  }
}
const describe = ({ prototype }, name, types) => {
  Reflect.defineMetadata('design:paramtypes', types, prototype, name);
  return [prototype, name, Object.getOwnPropertyDescriptor(prototype, name)];
};
graphql.Query(() => Profile, nullable)(...describe(Lists, 'profile', [String]));
graphql.Arg('username', () => String)(Lists.prototype, 'profile', 0);
graphql.Resolver()(Lists);
graphql.FieldResolver(() => Connection)(...describe(Feeds, 'activity', [Object, Number, String]));
graphql.Root()(Feeds.prototype, 'activity', 0);
graphql.Arg('first', () => Int)(Feeds.prototype, 'activity', 1);
graphql.Arg('after', () => String, nullable)(Feeds.prototype, 'activity', 2);
graphql.Resolver(() => Profile)(Feeds);

const loaderOf = (entity) =>
  new DataLoader(async (ids) => {
    const found = await source.getRepository(entity).findBy({ id: In([...new Set(ids)]) });
    const byId = new Map(found.map((one) => [one.id, one]));
    return ids.map((id) => byId.get(id) ?? null);
  });

const schema = await graphql.buildSchema({
  resolvers: [...resolvers, Lists, Feeds],
  orphanedTypes: Object.values(acts),
  validate: false,
});
const apollo = new ApolloServer({ schema, introspection: true });
await apollo.start();
const app = Fastify();
const context = () =>
  Promise.resolve({
    loaders: {
      profiles: loaderOf(ProfileEntity),
      comments: loaderOf(CommentEntity),
      posts: loaderOf(PostEntity),
      sites: loaderOf(SiteEntity),
    },
  });
app.post('/graphql', fastifyApolloHandler(apollo, { context }));
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`The peer serves http://127.0.0.1:${app.server.address().port}`);

import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { PAGE, pageOf, PROFILE } from './page.mjs';

/**
 * The peer: Mercurius with its compiler on better-sqlite3, serving the same schema, the page in the same two statements as
 * the hand-written handler. `node mercurius.mjs <file>` prints its address.
 */
const database = new Database(process.argv[2], { readonly: true });
const profileBy = database.prepare(PROFILE);
const pageBy = database.prepare(PAGE);

const resolvers = {
  Query: {
    profile: (_root, { username }) => {
      const profile = profileBy.get(username.toLowerCase());
      return profile ? pageOf(profile, pageBy.all(profile.id)) : null;
    },
  },
};

const app = Fastify();
const schema = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
await app.register(mercurius, { schema, resolvers, jit: 1, path: '/graphql' });
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`The peer serves http://127.0.0.1:${app.server.address().port}`);

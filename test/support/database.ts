import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Database } from 'sqlite3';
import { buildsFolder, templateFile, templateName } from './run-wide';

/** Set by jest.config.js: the server to make databases on; null where the tests run on SQLite. */
declare const postgresUrl: string | null;

/** What the databases of a run may need together. */
const ROOM = 2 ** 30;

export const isPostgres = (): boolean => postgresUrl !== null;

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of the kind that the tests run on. */
export async function freshDatabase(): Promise<FreshDatabase> {
  return postgresUrl === null ? freshSqlite() : createPostgres(postgresUrl);
}

/** One that an app finds as new, as its migrations leave it: to run them takes longer than to copy what they made. */
export const newDatabase = (): Promise<FreshDatabase> =>
  postgresUrl === null ? newSqlite() : newPostgres(postgresUrl);

/** Where a database on SQLite is. */
export const sqliteFile = (url: string): string => url.slice('sqlite:'.length);

async function newSqlite(): Promise<FreshDatabase> {
  const database = freshSqlite();
  const builds = buildsFolder();
  if (builds === null) return database;
  const file = sqliteFile(database.url);
  copyFileSync(templateFile(builds), file);
  // As the first migration does, and a later one; see newPostgres.
  await onFile(
    file,
    `UPDATE "feed_log_head" SET "mark" = random() & 281474976710655;
     UPDATE "feed_log_head" SET "prunedMark" = "mark";
     UPDATE "instance" SET "name" = lower(hex(randomblob(8)));`,
  );
  return database;
}

async function newPostgres(server: string): Promise<FreshDatabase> {
  const template = templateName();
  if (template === null) return freshDatabase();
  const database = await createPostgres(server, template);
  // As the first migration does: by this mark a database is told from any other, also from those of the same template.
  await onServer(
    database.url,
    `UPDATE "feed_log_head" SET "mark" = drawn, "prunedMark" = drawn
      FROM (SELECT floor(random() * 281474976710656)::bigint AS drawn) AS one`,
    // As a later one does, so that none takes the names of another for its own.
    `UPDATE "instance" SET "name" = substr(md5(random()::text), 1, 16)`,
  );
  return database;
}

/**
 * In memory where there is some: what a test proves of a killed process holds there as well, as both the file and the
 * system's cache outlive a process. Only power loss makes a difference, which no test brings about.
 */
export function scratchFolder(): string {
  const memory = '/dev/shm';
  const isRoomy = existsSync(memory) && roomIn(memory) >= ROOM;
  return mkdtempSync(join(isRoomy ? memory : tmpdir(), 'rejoinder-test-'));
}

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function freshSqlite(): FreshDatabase {
  const folder = scratchFolder();
  return {
    url: `sqlite:${join(folder, 'rejoinder.db')}`,
    drop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** Makes a database on a server, empty or a copy. */
export async function createPostgres(server: string, template?: string): Promise<FreshDatabase> {
  const name = `rejoinder_test_${randomBytes(6).toString('hex')}`;
  await onServer(
    server,
    `CREATE DATABASE ${name} ${template === undefined ? '' : `TEMPLATE ${template}`}`,
    // A commit is as visible and as atomic without waiting for the disk, and outlives whoever made it: only a server
    // that loses its power could tell.
    `ALTER DATABASE ${name} SET synchronous_commit = off`,
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropPostgres(server, name) };
}

export const dropPostgres = (server: string, name: string): Promise<void> =>
  onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);

async function onServer(server: string, ...texts: string[]): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

function onFile(file: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null) => (error ? reject(error) : resolve());
    const database = new Database(file, (opened) => {
      if (opened) reject(opened);
      else database.exec(text, (failed) => database.close((closed) => settle(failed ?? closed)));
    });
  });
}

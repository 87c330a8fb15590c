import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { TestApp } from './app';
import { isPostgres, sqliteFile } from './database';

/** Where something was found that is to be nowhere. */
type Trace = `${string}: ${string}`;

/** So long a piece of a text is looked for: long texts are cut into pages. */
const PIECE = 24;

/** Pieces of a text, by which any part of it is found. */
export function piecesOf(text: string): string[] {
  if (text.length <= PIECE) return [text];
  const count = Math.ceil(text.length / (PIECE * 3));
  return Array.from({ length: count }, (_, index) => {
    const start = Math.min(index * PIECE * 3, text.length - PIECE);
    return text.slice(start, start + PIECE);
  });
}

/** What of the secrets is in some bytes, in UTF-8 of any case or in UTF-16. */
export function tracesIn(name: string, bytes: Buffer, secrets: readonly string[]): Trace[] {
  const plain = bytes.toString('latin1').toLowerCase();
  return secrets
    .flatMap(piecesOf)
    .filter(
      (piece) =>
        plain.includes(Buffer.from(piece.toLowerCase()).toString('latin1')) ||
        bytes.includes(Buffer.from(piece, 'utf16le')),
    )
    .map((piece): Trace => `${name}: ${piece}`);
}

/** Every file of a SQLite database and of the outbox beside it. */
export function filesOf(databaseUrl: string): string[] {
  const path = sqliteFile(databaseUrl);
  const folder = dirname(path);
  const outbox = join(folder, 'outbox');
  return [
    ...readdirSync(folder)
      .filter((name) => name.startsWith(basename(path)))
      .map((name) => join(folder, name)),
    ...(existsSync(outbox) ? readdirSync(outbox).map((name) => join(outbox, name)) : []),
  ];
}

/** What of the secrets is in the files of a database, used or not. */
export const tracesInFiles = (databaseUrl: string, secrets: readonly string[]): Trace[] =>
  filesOf(databaseUrl).flatMap((file) => tracesIn(basename(file), readFileSync(file), secrets));

/** What of the secrets any column of any table holds. */
async function tracesInRows(app: TestApp, secrets: readonly string[]): Promise<Trace[]> {
  const { source } = app.app.database;
  const tables: { table_name: string }[] = await source.query(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const traces: Trace[] = [];
  for (const { table_name: table } of tables) {
    const rows: { text: string }[] = await source.query(
      `SELECT t::text AS "text" FROM "${table}" AS t`,
    );
    const text = rows.map((row) => row.text).join('\n');
    traces.push(...tracesIn(table, Buffer.from(text), secrets));
  }
  return traces;
}

/** What of the secrets is anywhere: in the files of SQLite, in the rows of Postgres. */
export async function tracesOf(app: TestApp, secrets: readonly string[]): Promise<Trace[]> {
  return isPostgres() ? tracesInRows(app, secrets) : tracesInFiles(app.databaseUrl, secrets);
}

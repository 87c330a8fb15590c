import type { EntityMetadata } from 'typeorm';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/database/open-database';
import { entities } from '../../src/entities';
import { freshDatabase, type FreshDatabase } from '../support/database';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly isKey: boolean;
}

const byName = (a: Column, b: Column) => a.name.localeCompare(b.name);

describe('the entities', () => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = await openDatabase({ url: fresh.url, entities });
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  const read = (text: string): Promise<any[]> => database.source.query(text);

  /** On SQLite "bigint" is but another name of "integer", and only the latter makes a row's own number. */
  const typeOf = (type: string) =>
    database.name === 'sqlite' && type === 'bigint' ? 'integer' : type;

  async function columnsOf(table: string): Promise<Column[]> {
    const rows =
      database.name === 'sqlite'
        ? await read(`SELECT name, lower(type) AS type, pk > 0 AS "isKey",
            "notnull" = 0 AND pk = 0 AS "isNullable" FROM pragma_table_info('${table}')`)
        : await read(`SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS "isNullable",
            EXISTS (SELECT 1 FROM information_schema.table_constraints AS t
              JOIN information_schema.key_column_usage AS k USING (constraint_schema, constraint_name)
              WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_name = c.table_name
                AND k.column_name = c.column_name) AS "isKey"
            FROM information_schema.columns AS c WHERE table_schema = 'public' AND table_name = '${table}'`);
    return rows
      .map((row) => ({
        name: row.name,
        type: typeOf(row.type),
        isNullable: Boolean(row.isNullable),
        isKey: Boolean(row.isKey),
      }))
      .sort(byName);
  }

  const mappedColumns = ({ columns }: EntityMetadata): Column[] =>
    columns
      .map((column) => ({
        name: column.databaseName,
        type: typeOf(String(column.type)),
        isNullable: column.isNullable,
        isKey: column.isPrimary,
      }))
      .sort(byName);

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    '%s maps its table as the migrations make it, column by column',
    async (_name, entity) => {
      const metadata = database.source.getMetadata(entity);
      expect(mappedColumns(metadata)).toEqual(await columnsOf(metadata.tableName));
    },
  );

  it('leave out no table', async () => {
    const tables =
      database.name === 'sqlite'
        ? await read(`SELECT name FROM sqlite_master WHERE type = 'table'`)
        : await read(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
    const own = tables
      .map(({ name }) => name)
      .filter((name) => name !== 'migrations' && !/^(sqlite|typeorm)_/.test(name));
    const mapped = database.source.entityMetadatas.map(({ tableName }) => tableName);
    expect(own.sort()).toEqual(mapped.sort());
  });

  it('are migrated once: opening again changes nothing', async () => {
    const before = await read('SELECT * FROM "migrations"');
    const again = await openDatabase({ url: fresh.url, entities });
    await again.close();
    expect(await read('SELECT * FROM "migrations"')).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('are migrated once where several open a new database together', async () => {
    const shared = await freshDatabase();
    const opened = await Promise.all(
      [1, 2, 3].map(() => openDatabase({ url: shared.url, entities })),
    );
    const [{ count }] = await opened[0]!.source.query(
      'SELECT count(*) AS "count" FROM "migrations"',
    );
    for (const one of opened) await one.close();
    await shared.drop();
    expect(Number(count)).toBe((await read('SELECT * FROM "migrations"')).length);
  });

  it('can be migrated down to nothing and up again', async () => {
    const tablesBefore = (await columnsOf('comment')).length;
    for (let left = database.source.migrations.length; left > 0; left -= 1)
      await database.source.undoLastMigration({ transaction: 'all' });
    expect(await columnsOf('comment')).toEqual([]);
    await database.source.runMigrations({ transaction: 'all' });
    expect(await columnsOf('comment')).toHaveLength(tablesBefore);
  });
});

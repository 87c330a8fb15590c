import type { DataSource } from 'typeorm';

/** One commit that is synced takes all before it along. */
export async function syncCommits(source: DataSource, sync: string): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query(sync);
    await runner.query('UPDATE "instance" SET "name" = "name"');
  } finally {
    await runner.release();
  }
}

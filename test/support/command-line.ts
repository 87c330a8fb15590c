import { TestApp } from './app';
import { newDatabase, type FreshDatabase } from './database';
import { Build } from './server-process';

/** The command line, each command a process of its own, on a database that is new for every test. */
export class CommandLine {
  readonly build = Build.make();
  private fresh: FreshDatabase | null = null;

  get database(): FreshDatabase {
    if (!this.fresh) throw new Error('Only a test has a database.');
    return this.fresh;
  }

  async begin(): Promise<void> {
    this.fresh = await newDatabase();
  }

  async end(): Promise<void> {
    await this.database.drop();
  }

  remove(): void {
    this.build.remove();
  }

  run(words: readonly string[], input?: string) {
    return this.build.run(words, { DATABASE_URL: this.database.url }, input);
  }

  /** Has a server run on the database for as long as `work` takes. */
  async onServer<T>(work: (app: TestApp) => Promise<T>): Promise<T> {
    const app = await TestApp.on(this.database);
    try {
      return await work(app);
    } finally {
      await app.stop();
    }
  }
}

import type { AppOptions } from '../../src/app';
import { isPostgres } from './database';

/** What the database says when it is away for a moment. */
const passing = () =>
  Object.assign(new Error('The database is away.'), {
    code: isPostgres() ? '57P01' : 'SQLITE_BUSY',
  });

/** Has reads of an app fail as a test says. */
export class FailingReads {
  /** How many have failed. */
  failed = 0;
  private fails: (text: string) => boolean = () => false;
  private error: () => Error = passing;

  get options(): Pick<AppOptions, 'onRead'> {
    return {
      onRead: ({ sqlite }) => {
        if (!this.fails(sqlite.text)) return;
        this.failed += 1;
        throw this.error();
      },
    };
  }

  /** From now on those of which the condition holds fail, by a fault that passes if none is given. */
  fail(condition: (text: string) => boolean, error = passing): void {
    this.fails = condition;
    this.error = error;
  }

  mend(): void {
    this.fails = () => false;
  }
}

import { constants } from 'node:os';
import { CommandFailure } from './command-failure';

const IMPORT = 'Interrupted. What was imported stays; importing the files again goes on.';
export const DRY_RUN = 'Interrupted. Nothing was changed.';

/** What a shell calls a command that ended by Ctrl+C. */
const EXIT_CODE = 128 + constants.signals.SIGINT;

/**
 * Has Ctrl+C end an import between two things that it reads. Pressed again, it ends the process at once.
 * @param told what is said then
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  told = IMPORT,
): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new CommandFailure(told, EXIT_CODE));
  process.once('SIGINT', interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

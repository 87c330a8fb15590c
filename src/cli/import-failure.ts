import { FileRefusal } from '../interchange/source-file';
import { CommandFailure } from './command-failure';

/** A file that cannot be imported at all. @throws CommandFailure */
export function refusedFile(error: unknown): never {
  if (error instanceof FileRefusal)
    throw new CommandFailure(`Nothing was imported. ${error.message}`);
  throw error;
}

/** What the disk or the database says is told in a sentence; a fault of the program with all that is known. */
export function stoppedImport(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return new CommandFailure(
    `The import stopped: ${error.message}
What had been imported stays. Import the file again to go on: what is there already stays as it is.`,
  );
}

import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { CommandFailure } from './command-failure';

/**
 * A file that is there under its name only once it is whole, and never takes the place of another unasked: what people
 * export from services that have closed cannot be had again.
 */
export class NewFile {
  private constructor(
    readonly path: string,
    readonly handle: FileHandle,
  ) {}

  /** @throws CommandFailure where there is a file of that name already, or none can be made */
  static async create(path: string, { replaces }: { replaces: boolean }): Promise<NewFile> {
    if (!replaces && (await isThere(path)))
      throw new CommandFailure(
        `${path} is there already, and was left as it is: name another file, or give --overwrite.`,
      );
    try {
      return new NewFile(path, await open(unfinished(path), 'w'));
    } catch (error) {
      throw new CommandFailure(`${path} cannot be written: ${(error as Error).message}`);
    }
  }

  /** It is whole. */
  async finish(): Promise<void> {
    await this.handle.close();
    await rename(unfinished(this.path), this.path);
  }

  /** It will never be whole. */
  async discard(): Promise<void> {
    await this.handle.close();
    await rm(unfinished(this.path), { force: true });
  }
}

const unfinished = (path: string): string => `${path}.unfinished`;

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw new CommandFailure(`${path} cannot be written: ${(error as Error).message}`);
  }
}

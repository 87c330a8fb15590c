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
    /** What it is called until it is whole; null for what is no file on a disk, such as /dev/stdout. */
    private readonly unfinished: string | null,
  ) {}

  /** @throws CommandFailure where there is a file of that name already, or none can be made */
  static async create(path: string, { replaces }: { replaces: boolean }): Promise<NewFile> {
    const place = await placeAt(path);
    if (place === 'FILE' && !replaces)
      throw new CommandFailure(
        `${path} is there already, and was left as it is: name another file, or give --overwrite.`,
      );
    const unfinished = place === 'OTHER' ? null : `${path}.unfinished`;
    try {
      return new NewFile(path, await open(unfinished ?? path, 'w'), unfinished);
    } catch (error) {
      throw new CommandFailure(`${path} cannot be written: ${(error as Error).message}`);
    }
  }

  /** It is whole. */
  async finish(): Promise<void> {
    await this.handle.close();
    if (this.unfinished !== null) await rename(this.unfinished, this.path);
  }

  /** It will never be whole. */
  async discard(): Promise<void> {
    await this.handle.close();
    if (this.unfinished !== null) await rm(this.unfinished, { force: true });
  }
}

async function placeAt(path: string): Promise<'NOTHING' | 'FILE' | 'OTHER'> {
  try {
    return (await stat(path)).isFile() ? 'FILE' : 'OTHER';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'NOTHING';
    throw new CommandFailure(`${path} cannot be written: ${(error as Error).message}`);
  }
}

import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { pipeline } from 'node:stream/promises';
import { CommandFailure } from './command-failure';
import { NewFile } from './new-file';

/** Where an export goes. */
export interface OutputOptions {
  readonly output?: string;
  readonly overwrite?: true;
}

/** What {@link OutputOptions} are on the command line. */
export const outputOptions = (command: Command): Command =>
  command
    .option('--output <file>', 'write there instead of to the standard output')
    .option('--overwrite', 'also where there is a file of that name already');

/**
 * Writes a text as it comes, no faster than it is taken: to a file, which is there only once it is whole, else to the
 * standard output.
 */
export async function writeOutput(
  text: AsyncIterable<string>,
  { output, overwrite }: OutputOptions,
): Promise<void> {
  try {
    if (output === undefined) await pipeline(Readable.from(text), process.stdout, { end: false });
    else await writeWhole(text, await NewFile.create(output, { replaces: overwrite ?? false }));
  } catch (error) {
    // Whoever reads has had enough.
    if (isOf(error, 'EPIPE')) return;
    throw error;
  }
}

async function writeWhole(text: AsyncIterable<string>, file: NewFile): Promise<void> {
  try {
    await pipeline(Readable.from(text), file.handle.createWriteStream());
    await file.finish();
  } catch (error) {
    await file.discard();
    if (error instanceof Error && 'syscall' in error)
      throw new CommandFailure(`${file.path} cannot be written: ${error.message}`);
    throw error;
  }
}

const isOf = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

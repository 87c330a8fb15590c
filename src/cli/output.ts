import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandFailure } from './command-failure';

/**
 * Writes a text as it comes, no faster than it is taken.
 * @param path a file, which is there only once it is whole; null for the standard output
 */
export async function writeOutput(text: AsyncIterable<string>, path: string | null): Promise<void> {
  try {
    if (path === null) await pipeline(Readable.from(text), process.stdout, { end: false });
    else await writeWhole(text, path);
  } catch (error) {
    // Whoever reads has had enough.
    if (isOf(error, 'EPIPE')) return;
    throw error;
  }
}

async function writeWhole(text: AsyncIterable<string>, path: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await pipeline(Readable.from(text), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Error && 'syscall' in error)
      throw new CommandFailure(`${path} cannot be written: ${error.message}`);
    throw error;
  }
}

const isOf = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

import { open, stat } from 'node:fs/promises';

/** How much of a file is read to see what it is. */
export const BEGINNING = 64 * 1024;

/** Why a file is not imported at all. */
export class FileRefusal extends Error {
  constructor(reason: string, line: number | null = null) {
    super(line === null ? reason : `Line ${line}: ${reason}`);
    this.name = 'FileRefusal';
  }
}

/** How many bytes a file has. @throws FileRefusal where it is none, or cannot be read */
export async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new FileRefusal(`${path} is a directory.`);
    if (!found.isFile()) throw new FileRefusal(`${path} is no regular file.`);
    return found.size;
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    throw unreadable(path, error);
  }
}

/** The first bytes of a file, at most BEGINNING. @throws FileRefusal */
export async function beginningOf(path: string): Promise<Buffer> {
  let file;
  try {
    file = await open(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What a person would say of it. */
function unreadable(path: string, error: unknown): FileRefusal {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileRefusal(`There is no file ${path}.`);
  if (code === 'EACCES') return new FileRefusal(`${path} may not be read by this user.`);
  return new FileRefusal(`${path} cannot be read: ${message}`);
}

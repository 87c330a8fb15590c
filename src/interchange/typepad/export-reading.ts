import type { ExportEvent } from './export-event';
import { ExportParser } from './export-parser';

export interface ExportReadingOptions {
  /** Told after every chunk how many bytes have been read so far. */
  readonly onRead?: (bytes: number) => void;
  /** A text that is longer is passed over, with a fault; 16 MiB. */
  readonly maxTextBytes?: number;
}

const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** Reads a Typepad export, whatever its size, piece by piece. What is broken in it is a FAULT; nothing is thrown. */
export async function* readExport(
  source: AsyncIterable<Buffer>,
  { onRead, maxTextBytes = MAX_TEXT_BYTES }: ExportReadingOptions = {},
): AsyncGenerator<ExportEvent> {
  const parser = new ExportParser(maxTextBytes);
  let read = 0;
  for await (const chunk of source) {
    yield* parser.push(chunk);
    read += chunk.length;
    onRead?.(read);
  }
  yield* parser.end();
}

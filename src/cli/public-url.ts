import type { Config } from '../config';

/** Where the server is reached, without a trailing slash; a guess where the configuration does not say. */
export function publicUrlOf({ publicUrl, host, port }: Config): string {
  if (publicUrl !== null) return publicUrl.replace(/(?<!\/)\/+$/, '');
  process.stderr.write(
    'PUBLIC_URL is not set: ids are of this machine, and may be taken for those of another.\n',
  );
  return `http://${host}:${port}`;
}

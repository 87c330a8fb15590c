import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Config } from '../../config';
import type { ContextSource } from '../context';
import { isAllowedOrigin } from '../origins';
import { rawAnswer } from '../raw-answer';
import { securityHeaders } from '../security-headers';

/** The HTTP status with which an upgrade is refused, whoever asks for it; null when it is welcome. */
export function refusalOf(
  { url, headers }: IncomingMessage,
  {
    config,
    source,
  }: { readonly config: Config; readonly source: Pick<ContextSource, 'publicUrl'> },
): string | null {
  if (url?.split('?', 1)[0] !== '/graphql') return '404 Not Found';
  const { origin } = headers;
  return origin && !isAllowedOrigin(config, origin, source.publicUrl()) ? '403 Forbidden' : null;
}

/** Answers with a status line, and headers that follow it, and is done. @param publicUrl where others reach the server */
export function refuseUpgrade(stream: Duplex, status: string, publicUrl: string): void {
  // Without a listener, a client that is gone already would end the process.
  stream.on('error', () => stream.destroy());
  stream.once('finish', () => stream.destroy());
  stream.end(rawAnswer(status, securityHeaders(publicUrl)));
}

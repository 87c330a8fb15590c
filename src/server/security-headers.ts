import type { FastifyInstance } from 'fastify';

/** What is answered is read by programs, or is a page of links: nothing in it may run, load or be framed. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Apollo Sandbox: its page loads a script of Apollo's, which shows an application of theirs in a frame. */
const SANDBOX = [
  "default-src 'none'",
  "script-src 'unsafe-inline' https://embeddable-sandbox.cdn.apollographql.com",
  "style-src 'unsafe-inline'",
  'frame-src https://sandbox.embed.apollographql.com',
  "img-src 'self' data: https://apollo-server-landing-page.cdn.apollographql.com",
  'manifest-src https://apollo-server-landing-page.cdn.apollographql.com',
  "connect-src 'self' https://embeddable-sandbox.cdn.apollographql.com",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');
/** A year, as the lists of browsers ask. */
const STRICT_TRANSPORT = 'max-age=31536000';

/** Of every answer, but that some may be kept and one is a page. @param publicUrl where others reach it */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'content-security-policy': NOTHING,
    // What somebody was told is not for whoever uses the same browser next.
    'cache-control': 'no-store',
    // Said over http it would be passed over.
    ...(publicUrl.startsWith('https:') && { 'strict-transport-security': STRICT_TRANSPORT }),
  };
}

/** Tells browsers what no answer of this server is for. @param publicUrl where others reach it */
export function addSecurityHeaders(fastify: FastifyInstance, publicUrl: () => string): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
    const isSandbox = isPage && request.routeOptions.url === '/graphql';
    const kept = reply.getHeader('cache-control');
    reply.headers(securityHeaders(publicUrl()));
    if (isSandbox) reply.header('content-security-policy', SANDBOX);
    if (kept !== undefined) reply.header('cache-control', kept);
    done();
  });
}

import type { Config } from '../config';

/** Apollo Sandbox, on its own site and embedded. */
const SANDBOX = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];

/**
 * Whether a page of that origin may call this server from a browser. Listed ones may; in development Apollo Sandbox and
 * anything on this machine may as well.
 */
export function isAllowedOrigin(config: Config, origin: string, ownUrl: string): boolean {
  if (origin === new URL(ownUrl).origin || config.corsOrigins.includes(origin)) return true;
  if (config.isProduction) return false;
  if (SANDBOX.includes(origin)) return true;
  return (
    URL.canParse(origin) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname)
  );
}

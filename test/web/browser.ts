import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

const GRAPHQL_WS = dirname(require.resolve('graphql-ws'));

/**
 * A web site of its own origin: one page, and graphql-ws as its authors ship it to browsers.
 * @param modules a folder of more scripts, found under `/modules/`
 */
export async function serveSite(
  page: string,
  modules = GRAPHQL_WS,
): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    if (name === '') {
      response.setHeader('content-type', 'text/html').end(page);
      return;
    }
    const path = name.startsWith('modules/')
      ? join(modules, name.slice('modules/'.length))
      : join(GRAPHQL_WS, name);
    readFile(path).then(
      (script) => response.setHeader('content-type', 'text/javascript').end(script),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => server.close() };
}

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestApp } from './app';
import { eventually } from './eventually';

const CODE = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/;

/** The messages to an address that a server without a mail server wrote into its outbox. */
export function messagesInOutbox({ databaseUrl }: TestApp, address: string) {
  const path = /^sqlite:(.+)$/s.exec(databaseUrl)?.[1];
  const folder = join(path === undefined ? 'data' : dirname(path), 'outbox');
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.eml'))
    .map((name) => ({ path: join(folder, name), text: textOf(join(folder, name)) }))
    .filter(({ text }) => text.includes(`To: ${address}`));
}

/** Another test may have taken the message away. */
function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** The code in such a message; takes the message away. */
export async function codeInOutbox(app: TestApp, address: string): Promise<string> {
  await eventually(() => messagesInOutbox(app, address).length > 0);
  const [message] = messagesInOutbox(app, address);
  if (!message) throw new Error('The message is gone.');
  rmSync(message.path);
  const code = CODE.exec(message.text)?.[0];
  if (!code) throw new Error('The message has no code.');
  return code;
}

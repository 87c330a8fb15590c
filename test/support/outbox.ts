import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestApp } from './app';
import { eventually } from './eventually';

const CODE = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/;

/** The code in the message to an address that a server without a mail server wrote into its outbox; takes the message away. */
export async function codeInOutbox({ databaseUrl }: TestApp, address: string): Promise<string> {
  const path = /^sqlite:(.+)$/s.exec(databaseUrl)?.[1];
  const folder = join(path === undefined ? 'data' : dirname(path), 'outbox');
  const messages = () =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith('.eml'))
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
      .filter(({ text }) => text.includes(`To: ${address}`));
  await eventually(() => messages().length > 0);
  const [message] = messages();
  if (!message) throw new Error('The message is gone.');
  rmSync(join(folder, message.name));
  const code = CODE.exec(message.text)?.[0];
  if (!code) throw new Error('The message has no code.');
  return code;
}

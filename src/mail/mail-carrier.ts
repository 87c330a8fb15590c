import { dirname, join } from 'node:path';
import type { Config } from '../config';
import type { MailCarrier } from './mail';
import { OutboxCarrier } from './outbox-carrier';
import { SmtpCarrier } from './smtp-carrier';

/** By the mail server of the configuration; without one, into the outbox. */
export function mailCarrierOf({
  smtpUrl,
  mailFrom,
  databaseUrl,
}: Pick<Config, 'smtpUrl' | 'mailFrom' | 'databaseUrl'>): MailCarrier {
  if (smtpUrl !== null) return new SmtpCarrier(smtpUrl, mailFrom);
  return new OutboxCarrier(outboxOf(databaseUrl), mailFrom);
}

/** Beside the file of a SQLite database; else in ./data. */
function outboxOf(databaseUrl: string): string {
  const path = /^sqlite:(.+)$/s.exec(databaseUrl)?.[1];
  return join(path === undefined ? 'data' : dirname(path), 'outbox');
}

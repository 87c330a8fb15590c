import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailer } from '../../src/mail/mailer';
import { OutboxCarrier } from '../../src/mail/outbox-carrier';
import { SmtpCarrier } from '../../src/mail/smtp-carrier';
import { eventually } from '../support/eventually';
import { Mailbox } from '../support/mailbox';

const FROM = 'Rejoinder <rejoinder@blog.example>';
const mail = {
  to: 'writer@hidden.example',
  subject: 'Ünïcode',
  text: 'Words for one person',
  profileIds: [12, 345],
};

/** Keeps what would be in the log. */
function logOf() {
  const lines: string[] = [];
  const take = (line: string) => void lines.push(line);
  return { lines, info: take, warn: take };
}

describe('a message', () => {
  let mailbox: Mailbox;
  let folder: string;

  beforeEach(async () => {
    mailbox = await Mailbox.open();
    folder = mkdtempSync(join(tmpdir(), 'rejoinder-mail-'));
  });
  afterEach(async () => {
    await mailbox.close();
    rmSync(folder, { recursive: true });
  });

  it('is sent by the mail server, and tried again when that refuses it', async () => {
    const log = logOf();
    mailbox.refuses = 2;
    const mailer = new Mailer(new SmtpCarrier(mailbox.url, FROM), log, [1, 1, 1]);
    mailer.post(mail);
    await eventually(() => mailbox.mails.length === 1);
    await mailer.close();
    expect(mailbox.mails[0]).toMatchObject({ to: [mail.to] });
    expect(mailbox.mails[0]!.raw).toContain(mail.text);
    expect(mailbox.mails[0]!.raw).toMatch(/^X-Rejoinder-Profiles: 12, 345\r?$/m);
    expect(log.lines).toHaveLength(3);
    expect(log.lines.join()).not.toContain('hidden.example');
  });

  it('is given up after some tries, and the log does not tell whom it was for', async () => {
    const log = logOf();
    mailbox.refuses = 9;
    const mailer = new Mailer(new SmtpCarrier(mailbox.url, FROM), log, [1, 1]);
    mailer.post(mail);
    await eventually(() => log.lines.at(-1) === 'A message was given up.');
    await mailer.close();
    expect(log.lines).toHaveLength(4);
    expect(mailbox.mails).toEqual([]);
    expect(log.lines.join()).not.toContain('hidden.example');
  });

  it('to an address that would be several goes to none of them', async () => {
    const log = logOf();
    const mailer = new Mailer(new SmtpCarrier(mailbox.url, FROM), log, []);
    mailer.post({ ...mail, to: 'one@hidden.example, two@other.example' });
    mailer.post({ ...mail, to: 'one@hidden.example\r\nBcc: two@other.example' });
    await eventually(() => log.lines.length >= 2);
    await mailer.close();
    expect(mailbox.mails.filter(({ to }) => to.includes('two@other.example'))).toEqual([]);
  });

  it('becomes a file for its owner alone where there is no mail server', async () => {
    const log = logOf();
    const outbox = join(folder, 'outbox');
    const mailer = new Mailer(new OutboxCarrier(outbox, FROM), log);
    mailer.post(mail);
    await mailer.close();
    const [name, ...more] = readdirSync(outbox);
    expect(more).toEqual([]);
    const path = join(outbox, name!);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const written = readFileSync(path, 'utf8');
    expect(written).toMatch(/^To: writer@hidden\.example\r?$/m);
    expect(written).toMatch(/^X-Rejoinder-Profiles: 12, 345\r?$/m);
    expect(log.lines).toEqual([`There is no SMTP_URL: a message was written to ${path}.`]);
  });
});

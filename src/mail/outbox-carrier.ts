import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { messageOf, PROFILES_HEADER, type Forgotten, type Mail, type MailCarrier } from './mail';

/** Where there is no mail server, each message becomes a file that its owner alone can read. */
export class OutboxCarrier implements MailCarrier {
  private readonly transport = createTransport({ streamTransport: true, buffer: true });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async carry(mail: Mail): Promise<string> {
    const message = await this.written(mail);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(
      this.folder,
      `${new Date().toISOString().replace(/:/g, '-')}-${randomUUID()}.eml`,
    );
    // Under its name once it is whole.
    await writeFile(`${path}.part`, message, { mode: 0o600, flag: 'wx' });
    await rename(`${path}.part`, path);
    return `There is no SMTP_URL: a message was written to ${path}.`;
  }

  async forget({ profileIds, address }: Forgotten): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const to = address === null ? null : await this.headerTo(address);
    for (const name of names.filter((each) => /\.eml(\.part)?$/.test(each))) {
      const path = join(this.folder, name);
      // Somebody else may have taken it away.
      const message = await readFile(path, 'utf8').catch(() => '');
      const isTheirs = profilesIn(message).some((id) => profileIds.includes(id));
      if (isTheirs || (to && recipientIn(message) === to)) await rm(path, { force: true });
    }
  }

  /** An address as it stands in a message, which is not always how it is written elsewhere. */
  private async headerTo(address: string): Promise<string> {
    const mail = { to: address, subject: '', text: '', profileIds: [] };
    return recipientIn((await this.written(mail)).toString('utf8'));
  }

  private async written(mail: Mail): Promise<Buffer> {
    const { message } = await this.transport.sendMail(messageOf(this.from, mail));
    return message as Buffer;
  }

  close(): void {
    this.transport.close();
  }
}

/** The profiles that the head of a message names. */
const profilesIn = (message: string): number[] =>
  (fieldIn(message, PROFILES_HEADER).match(/\d+/g) ?? []).map(Number);

/** To whom a message goes, in lower case. */
const recipientIn = (message: string): string => fieldIn(message, 'To').trim().toLowerCase();

/** A field of a message's head; a long line goes on in the next, which begins with a blank. */
function fieldIn(message: string, name: string): string {
  const [head = ''] = message.split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const field = `${name}:`.toLowerCase();
  const line = lines.find((each) => each.toLowerCase().startsWith(field)) ?? '';
  return line.slice(field.length);
}

import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { messageOf, type Mail, type MailCarrier } from './mail';

/** Where there is no mail server, each message becomes a file that its owner alone can read. */
export class OutboxCarrier implements MailCarrier {
  private readonly transport = createTransport({ streamTransport: true, buffer: true });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  async carry(mail: Mail): Promise<string> {
    const { message } = await this.transport.sendMail(messageOf(this.from, mail));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(
      this.folder,
      `${new Date().toISOString().replace(/:/g, '-')}-${randomUUID()}.eml`,
    );
    // Under its name once it is whole.
    await writeFile(`${path}.part`, message as Buffer, { mode: 0o600, flag: 'wx' });
    await rename(`${path}.part`, path);
    return `There is no SMTP_URL: a message was written to ${path}.`;
  }

  close(): void {
    this.transport.close();
  }
}

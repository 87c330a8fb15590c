import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { eventually } from './eventually';

export interface ReceivedMail {
  readonly to: string[];
  /** Headers and body, as they came. */
  readonly raw: string;
}

/** On a line of its own. */
const TOKEN = /^ {2}([\w-]{43})\r?$/m;

/** A mail server that keeps what it is sent. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  /** How many of the next messages are refused. */
  refuses = 0;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (this.refuses > 0) {
          this.refuses -= 1;
          done(new Error(`No mail for ${to.join(', ')} now`));
          return;
        }
        this.mails.push({ to, raw: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.server.listen(0, '127.0.0.1', () => resolve()));
    return mailbox;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  /** The code in the newest mail to an address, once there are so many to it. */
  async codeTo(address: string, count = 1): Promise<string> {
    await eventually(() => this.to(address).length >= count);
    const code = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.exec(this.to(address).at(-1)?.raw ?? '')?.[0];
    if (!code) throw new Error('The mail has no code.');
    return code;
  }

  /** The token in the newest mail to an address that is for the mutation, once there are so many. */
  async tokenTo(address: string, mutation = 'confirmEmail', count = 1): Promise<string> {
    const found = () =>
      this.to(address).filter(({ raw }) => raw.includes(mutation) && TOKEN.test(raw));
    await eventually(() => found().length >= count);
    return TOKEN.exec(found().at(-1)?.raw ?? '')?.[1] ?? '';
  }

  /** All that came to an address, in its order. */
  to(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

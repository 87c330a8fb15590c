import { createTransport } from 'nodemailer';
import { messageOf, type Mail, type MailCarrier } from './mail';

const TIMEOUT_MS = 20_000;

/** Sends messages by a mail server. */
export class SmtpCarrier implements MailCarrier {
  private readonly transport;

  /** @param url smtp://<user>:<password>@<host>:<port>, or smtps://… */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({
      url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // Nothing of a message is read from files or addresses, whatever stands in it.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async carry(mail: Mail): Promise<string> {
    await this.transport.sendMail(messageOf(this.from, mail));
    return 'A message was sent.';
  }

  /** What was sent is elsewhere. */
  forget(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.transport.close();
  }
}

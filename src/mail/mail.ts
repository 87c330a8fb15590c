/** A message to one person, in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands one message on. What it throws may name the recipient: it is told to nobody. */
export interface MailCarrier {
  /** @returns what the log may say of it, such as where the message was written; never to whom it goes */
  carry(mail: Mail): Promise<string>;
  close(): void;
}

/** Told how the sending of messages goes, without a word of them or of whom they are for. */
export interface MailLog {
  info(message: string): void;
  warn(message: string): void;
}

/** A message in the form that nodemailer takes. The recipient is one address, whatever stands in it. */
export const messageOf = (from: string, { to, subject, text }: Mail) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
});

/** A message to one person, in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The profiles that it is about or for, by which it is found again where nothing is to be left of one. */
  readonly profileIds: readonly number[];
}

/** The header field that holds a message's {@link Mail.profileIds}: numbers, separated by commas. */
export const PROFILES_HEADER = 'X-Rejoinder-Profiles';

/** Of whom nothing is to be left. */
export interface Forgotten {
  readonly profileIds: readonly number[];
  /** Messages to it may be about others, who gave it for theirs; null where it is not known any more. */
  readonly address: string | null;
}

/** Hands one message on. What it throws may name the recipient: it is told to nobody. */
export interface MailCarrier {
  /** @returns what the log may say of it, such as where the message was written; never to whom it goes */
  carry(mail: Mail): Promise<string>;
  /** Deletes what is kept of messages that are about those profiles, or for them, or to that address. */
  forget(whom: Forgotten): Promise<void>;
  close(): void;
}

/** Told how the sending of messages goes, without a word of them or of whom they are for. */
export interface MailLog {
  info(message: string): void;
  warn(message: string): void;
}

/** A message in the form that nodemailer takes. The recipient is one address, whatever stands in it. */
export const messageOf = (from: string, { to, subject, text, profileIds }: Mail) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  headers: { [PROFILES_HEADER]: profileIds.join(', ') },
});

import type { Mail } from '../mail/mail';

/** Whose account a message is about. */
export interface Addressee {
  readonly profileId: number;
  readonly username: string;
}

/** The message by which a new account proves its address. */
export const verificationMail = (to: string, { profileId, username }: Addressee, token: string) =>
  mail(to, profileId, {
    subject: `Confirm the email address of ${username}`,
    text: `Somebody joined as ${username} with this address.
If that is you, confirm the address by this code, where you joined
(mutation "confirmEmail"):

  ${token}

It is good for seven days.

If it is not you, do nothing, and give the code to nobody.
`,
  });

/** The message by which the new address of an account is proved. */
export const newAddressMail = (to: string, { profileId, username }: Addressee, token: string) =>
  mail(to, profileId, {
    subject: `Confirm the new email address of ${username}`,
    text: `${username} wants to have this address.
If that is you, confirm it by this code, where you changed it
(mutation "confirmEmail"):

  ${token}

It is good for one day. Until then nothing changes.

If it is not you, do nothing, and give the code to nobody.
`,
  });

/** To whoever has the address that somebody else wants. It tells nothing of who wants it. */
export const addressInUseMail = (to: string, { profileId, username }: Addressee) =>
  mail(to, profileId, {
    subject: 'Your email address was given for another account',
    text: `Somebody who has an account wants to change its email address to this one,
which is that of your account ${username}.
An address is good for one account: nothing changed, and they were not told.

If that was you, sign in as ${username},
or give the other account another address. If not, there is nothing to do.
`,
  });

/** To the address that an account has, while another is not confirmed yet. */
export const changeBegunMail = (to: string, { profileId, username }: Addressee) =>
  mail(to, profileId, {
    subject: `The email address of ${username} is about to change`,
    text: `Somebody who knows the password of ${username}
wants the account to have another email address. It changes once that is
confirmed; until then it is this one.

If it is not you, get another password at once, which stops it
(mutation "changePassword", or "requestPasswordReset").
`,
  });

/** To the address that an account had. */
export const addressChangedMail = (to: string, { profileId, username }: Addressee) =>
  mail(to, profileId, {
    subject: `The email address of ${username} has changed`,
    text: `The account ${username} has another email address now,
and this one is no longer good for it.

If it was not you who changed it, write to whoever runs the site.
`,
  });

/** The message by which somebody who has forgotten their password gets a new one. */
export const resetMail = (to: string, { profileId, username }: Addressee, token: string) =>
  mail(to, profileId, {
    subject: `A new password for ${username}`,
    text: `Somebody asked for a new password for ${username}.
If that is you, enter this code with the new password, where you asked
for it (mutation "resetPassword"):

  ${token}

It is good for one hour, and once.

If it is not you, do nothing, and give the code to nobody: nothing changes
without it.
`,
  });

/** Tells that an account has another password. */
export const passwordChangedMail = (to: string, { profileId, username }: Addressee) =>
  mail(to, profileId, {
    subject: `The password of ${username} has changed`,
    text: `The account ${username} has a new password,
and whoever was signed in elsewhere is no longer.

If it was not you who changed it, get yourself a new one at once
(mutation "requestPasswordReset").
`,
  });

/** Lines are short enough to be sent as they are: else a code might be cut in two. */
const mail = (
  to: string,
  profileId: number,
  { subject, text }: Pick<Mail, 'subject' | 'text'>,
): Mail => ({ to, subject, text, profileIds: [profileId] });

import type { Mail } from '../mail/mail';
import type { ProfileRecord } from '../profiles/profile.record';

/** The message by which a code comes to whoever wrote the old comments. */
export function claimMail(
  to: string,
  { code, profile, claimant }: { code: string; profile: ProfileRecord; claimant: ProfileRecord },
): Mail {
  return {
    to,
    profileIds: [profile.id, claimant.id],
    subject: `Your code to claim the profile ${profile.username}`,
    text: `Comments that were imported from a closed blog service carry this
address. They stand on the profile of ${profile.displayName}
(${profile.username}), and ${claimant.username} says that it is theirs.

If that is you, enter this code where you claimed the profile:

  ${code}

It is good for one hour. Your old comments then move to
${claimant.username}, for good.

If it is not you, do nothing, and give the code to nobody: nothing
happens without it.
`,
  };
}

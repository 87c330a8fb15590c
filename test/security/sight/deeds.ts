import { PASSWORD } from '../../support/app';
import { NEW_PASSWORD } from '../../support/account-acts';
import { notificationsOf } from '../../support/notifications';
import { ASKERS, type Asker } from './askers';
import { operations } from '../../support/operations';
import { FRIEND, PAGE, type World } from './world';

/** What comes of it: it is done; or refused by a user error, or by an error of the whole operation, of that code. */
export type Verdict = 'done' | { readonly userError: string } | { readonly error: string };

export interface Deed {
  /** Its `input`, upon something of the owner's that is made for it; null for a mutation without. */
  readonly input: (world: World, asker: Asker) => object | null | Promise<object | null>;
  readonly by: Record<Asker, Verdict>;
  /** What is true of whoever has done it and of the thing that the payload shows, as the table of fields asks `whether`. */
  readonly makes?: string;
  /** What is true no longer. */
  readonly ends?: string;
  readonly undo?: (world: World, asker: Asker) => Promise<unknown>;
  /** Whether it ends a session: then it is done in one that nothing else needs. */
  readonly endsSession?: true;
}

const NOBODY: Verdict = { error: 'UNAUTHENTICATED' };

/** Anybody, even nobody in particular. */
const anyone = verdicts(() => 'done');
/** Whoever is signed in, but for those to whom the user error is named. */
const signedIn = (refused: Partial<Record<Asker, string>> = {}) =>
  verdicts((asker) => {
    const code = refused[asker];
    return code === undefined ? 'done' : { userError: code };
  }, NOBODY);
/** The owner alone; others get that user error. */
const ownerAlone = (userError: string) =>
  verdicts((asker) => (asker === 'owner' ? 'done' : { userError }), NOBODY);
const staffAlone = verdicts(
  (asker) => (['moderator', 'administrator'].includes(asker) ? 'done' : { error: 'FORBIDDEN' }),
  NOBODY,
);

const administratorAlone = verdicts(
  (asker) => (asker === 'administrator' ? 'done' : { error: 'FORBIDDEN' }),
  NOBODY,
);

function verdicts(of: (asker: Asker) => Verdict, nobody = of('nobody')): Record<Asker, Verdict> {
  const all = ASKERS.map((asker) => [asker, asker === 'nobody' ? nobody : of(asker)] as const);
  return Object.fromEntries(all) as Record<Asker, Verdict>;
}

const owner = ({ member }: World) => ({ profileId: member('owner').id });
const comment = async (world: World) => ({ commentId: await world.sayNew('owner') });
const subject = async (world: World) => ({ subjectId: await world.sayNew('owner') });

/** The table of mutations: each with its input and with who may do it. One that is missing fails the test. */
export const DEEDS: Record<string, Deed> = {
  join: {
    input: (world) => ({
      username: world.newName(),
      email: `${world.newName()}@new.example`,
      password: PASSWORD,
    }),
    by: anyone,
  },
  signIn: {
    input: ({ usernameOf }) => ({ identifier: usernameOf('owner'), password: PASSWORD }),
    by: anyone,
  },
  signOut: { input: () => null, by: anyone, endsSession: true },
  signOutEverywhere: {
    input: () => null,
    by: signedIn(),
    undo: (world, asker) => world.renew(asker as 'owner'),
  },
  revokeSession: {
    input: async (world) => ({ sessionId: await world.newSession('owner') }),
    by: ownerAlone('NOT_FOUND'),
  },
  changePassword: {
    input: () => ({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
    by: signedIn(),
    undo: (world, asker) =>
      world.change(asker as 'owner', 'ChangePassword', {
        currentPassword: NEW_PASSWORD,
        newPassword: PASSWORD,
      }),
  },
  // With a wrong password: what comes of the right one is told in account-deletion.test.ts, and cannot be undone.
  deleteAccount: {
    input: () => ({ password: NEW_PASSWORD }),
    by: verdicts(() => ({ userError: 'WRONG_CREDENTIALS' }), NOBODY),
  },
  requestPasswordReset: { input: ({ emailOf }) => ({ email: emailOf('owner') }), by: anyone },
  // Whoever has the code is believed: that they are signed in as somebody else changes nothing.
  resetPassword: {
    input: async (world) => {
      const email = await world.newMember();
      await world.app.mutate('RequestPasswordReset', { email });
      const token = await world.mailbox.tokenTo(email, 'resetPassword');
      return { token, newPassword: NEW_PASSWORD };
    },
    by: anyone,
  },
  changeEmail: {
    input: (world) => ({ email: `${world.newName()}@new.example`, password: PASSWORD }),
    by: signedIn(),
  },
  requestEmailVerification: { input: () => null, by: signedIn() },
  confirmEmail: {
    input: async (world) => ({ token: await world.mailbox.tokenTo(await world.newMember()) }),
    by: anyone,
  },

  addComment: {
    input: async (world) => ({ inReplyToId: await world.sayNew('owner'), body: 'In reply' }),
    by: signedIn({ blocked: 'FORBIDDEN' }),
    makes: 'wrote',
  },
  editComment: {
    input: async (world) => ({ ...(await comment(world)), body: 'Other words' }),
    by: ownerAlone('FORBIDDEN'),
  },
  deleteComment: { input: comment, by: ownerAlone('FORBIDDEN'), makes: 'lost', ends: 'wrote' },
  addFavorite: { input: subject, by: signedIn({ blocked: 'FORBIDDEN' }), makes: 'favorited' },
  removeFavorite: {
    input: async (world, asker) => {
      const given = await subject(world);
      await world.tries(asker, 'AddFavorite', given);
      return given;
    },
    by: signedIn(),
    ends: 'favorited',
  },

  updateProfile: { input: () => ({ interests: 'Other things' }), by: signedIn() },
  followProfile: {
    input: owner,
    by: signedIn({ blocked: 'FORBIDDEN', owner: 'INVALID' }),
    makes: 'follows',
    undo: (world, asker) => world.change(asker as 'owner', 'Unfollow', owner(world)),
  },
  unfollowProfile: {
    input: async (world, asker) => {
      await world.tries(asker, 'Follow', owner(world));
      return owner(world);
    },
    // Who never followed them cannot unfollow them.
    by: signedIn({ blocked: 'INVALID', owner: 'INVALID' }),
    ends: 'follows',
  },
  blockProfile: {
    input: owner,
    by: signedIn({ owner: 'INVALID' }),
    makes: 'blocks',
    undo: (world, asker) => world.change(asker as 'owner', 'Unblock', owner(world)),
  },
  unblockProfile: { input: owner, by: signedIn(), ends: 'blocks' },

  markNotificationsSeen: {
    input: async ({ app, member }) => {
      const { nodes } = await notificationsOf(app, member('owner'));
      return { upToId: nodes[0].id };
    },
    by: ownerAlone('NOT_FOUND'),
  },

  requestProfileClaim: {
    input: async (world) => ({ profileId: await world.newOldProfile() }),
    by: signedIn(),
    makes: 'owns',
  },
  confirmProfileClaim: {
    input: async (world) => {
      const address = `${world.newName()}@old.example`;
      const profileId = await world.newOldProfile(address);
      const { claim } = await world.change('owner', 'RequestProfileClaim', { profileId });
      return { claimId: claim.id, code: await world.mailbox.codeTo(address) };
    },
    by: ownerAlone('INVALID'),
  },
  reportComment: {
    input: async (world) => ({ ...(await comment(world)), reason: 'OTHER' }),
    by: signedIn({ owner: 'INVALID' }),
  },
  moderateComment: {
    input: async (world) => ({ ...(await comment(world)), status: 'PUBLISHED' }),
    by: staffAlone,
  },
  setAccountRole: {
    input: async (world) => {
      const email = await world.newMember();
      const [username] = email.split('@');
      const { profile } = await world.app.data(operations.ProfilePage, { username });
      return { profileId: profile.id, role: 'MEMBER' };
    },
    by: administratorAlone,
  },
  updateSiteSettings: {
    input: async ({ app }) => {
      const { post } = await app.data(operations.Thread, { url: PAGE });
      return { siteId: post.site.id, closesAfterDays: 9000 };
    },
    by: staffAlone,
  },
  addBlockListEntry: {
    input: (world) => ({ kind: 'WORD', value: `unsaid ${world.newName()}`, effect: 'HOLD' }),
    by: staffAlone,
  },
  removeBlockListEntry: { input: () => ({ entryId: 'none' }), by: staffAlone },

  decideProfileClaim: {
    input: async (world) => {
      const profileId = await world.newOldProfile();
      const { claim } = await world.change(FRIEND, 'RequestProfileClaim', { profileId });
      return { claimId: claim.id, approve: true };
    },
    by: staffAlone,
  },
};

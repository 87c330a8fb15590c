import { result, type Rows } from './words';

const payload = (...fields: readonly string[]): Rows => ({
  userErrors: result,
  ...Object.fromEntries(fields.map((field) => [field, result])),
});

/**
 * What mutations tell whoever does them: their own doing, or that they were refused. What the things in it show is in the
 * table of fields like everything else.
 */
export const PAYLOADS: Record<string, Rows> = {
  JoinPayload: payload('profile', 'session'),
  SignInPayload: payload('profile', 'session'),
  SignOutPayload: payload(),
  Session: { token: result, expiresAt: result },
  SignOutEverywherePayload: payload(),
  RevokeSessionPayload: payload('revokedSessionId'),
  ChangePasswordPayload: payload(),
  RequestPasswordResetPayload: payload(),
  ResetPasswordPayload: payload(),
  DeleteAccountPayload: payload(),
  ChangeEmailPayload: payload('viewer'),
  RequestEmailVerificationPayload: payload('viewer'),
  ConfirmEmailPayload: payload('viewer'),
  UpdateProfilePayload: payload('profile'),

  AddCommentPayload: payload('comment'),
  EditCommentPayload: payload('comment'),
  DeleteCommentPayload: payload('comment', 'deletedCommentId', 'post'),
  AddFavoritePayload: payload('subject'),
  RemoveFavoritePayload: payload('subject'),

  FollowProfilePayload: payload('profile'),
  UnfollowProfilePayload: payload('profile'),
  BlockProfilePayload: payload('profile'),
  UnblockProfilePayload: payload('profile'),
  MarkNotificationsSeenPayload: payload('viewer'),

  RequestProfileClaimPayload: payload('claim'),
  ConfirmProfileClaimPayload: payload('profile'),
  DecideProfileClaimPayload: payload('claim'),

  ReportCommentPayload: payload(),
  ModerateCommentPayload: payload('comment'),
  SetAccountRolePayload: payload('profile', 'role'),
  UpdateSiteSettingsPayload: payload('site'),
  AddBlockListEntryPayload: payload('entry'),
  RemoveBlockListEntryPayload: payload(),

  UserError: { code: result, field: result, message: result },
};

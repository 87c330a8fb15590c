import { Initial1764000000000 } from './migrations/1764000000000-initial';
import { WaitingActs1764100000000 } from './migrations/1764100000000-waiting-acts';
import { Notifications1764500000000 } from './migrations/1764500000000-notifications';
import { Typepad1764610000000 } from './migrations/1764610000000-typepad';
import { ProfileRedirects1765000000000 } from './migrations/1765000000000-profile-redirects';
import { ProfileClaims1765100000000 } from './migrations/1765100000000-profile-claims';
import { OwnNames1765200000000 } from './migrations/1765200000000-own-names';
import { LighterIndexes1765300000000 } from './migrations/1765300000000-lighter-indexes';
import { CommentsByDate1765400000000 } from './migrations/1765400000000-comments-by-date';
import { EditedComments1765500000000 } from './migrations/1765500000000-edited-comments';
import { Moderation1766100000000 } from './migrations/1766100000000-moderation';
import { AccountTokens1766200000000 } from './migrations/1766200000000-account-tokens';
import { Departures1766300000000 } from './migrations/1766300000000-departures';
import { SeveralResets1766400000000 } from './migrations/1766400000000-several-resets';
import { HeldTitles1766500000000 } from './migrations/1766500000000-held-titles';
import { QueueAndReports1766600000000 } from './migrations/1766600000000-queue-and-reports';
import { SealedDecisions1766700000000 } from './migrations/1766700000000-sealed-decisions';
import { TakenBack1766800000000 } from './migrations/1766800000000-taken-back';
import { OwnDecisions1766810000000 } from './migrations/1766810000000-own-decisions';

/** In their order. */
export const migrations = [
  Initial1764000000000,
  WaitingActs1764100000000,
  Notifications1764500000000,
  Typepad1764610000000,
  ProfileRedirects1765000000000,
  ProfileClaims1765100000000,
  OwnNames1765200000000,
  LighterIndexes1765300000000,
  CommentsByDate1765400000000,
  EditedComments1765500000000,
  Moderation1766100000000,
  AccountTokens1766200000000,
  Departures1766300000000,
  SeveralResets1766400000000,
  HeldTitles1766500000000,
  QueueAndReports1766600000000,
  SealedDecisions1766700000000,
  TakenBack1766800000000,
  OwnDecisions1766810000000,
];

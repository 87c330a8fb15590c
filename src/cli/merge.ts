import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { readConfig } from '../config';
import { Refusal } from '../errors';
import type { MergeSurvey } from '../merges/merge-survey.queries';
import type { ProfileRecord } from '../profiles/profile.record';
import { usernameKey } from '../profiles/username';
import { CommandFailure } from './command-failure';
import { terminalText } from './terminal-text';
import { withExisting, type OpenServices } from './with-services';

export function mergeCommand(): Command {
  return new Command('merge')
    .description('make two profiles of one person one; this cannot be undone')
    .argument('<kept>', 'the username of the profile that stays')
    .argument('<merged>', 'the username of the profile that becomes a part of it')
    .option('--yes', 'do not ask')
    .action(merge);
}

async function merge(kept: string, merged: string, { yes }: { yes?: true }): Promise<void> {
  if (!yes && !process.stdin.isTTY)
    throw new CommandFailure(
      'A merge cannot be undone, and there is no terminal to ask on: give --yes to merge without being asked.',
    );
  await withExisting(readConfig(), (open) => mergeAsked(open, { kept, merged, isAsked: !yes }));
}

async function mergeAsked(
  { services }: OpenServices,
  { kept, merged, isAsked }: { kept: string; merged: string; isAsked: boolean },
): Promise<void> {
  const [into, from] = [await named(services, kept), await named(services, merged)];
  if (into.id === from.id)
    throw new CommandFailure(`${merged} and ${kept} are the same profile: nothing was merged.`);
  refuseOldNames([kept, into], [merged, from]);
  // The other way round somebody would find themselves signed out, under a name that they never chose.
  if (from.isClaimed && !into.isClaimed)
    throw new CommandFailure(
      `${from.username} is somebody's account, ${into.username} is nobody's. Merge them the other way round: rejoinder merge ${from.username} ${into.username}`,
    );
  process.stdout.write(planText(into, from, await services.merges.survey(from.id)));
  if (isAsked && !(await isAgreed('Merge them? This cannot be undone. [y/N] ')))
    throw new CommandFailure('Nothing was merged.');
  try {
    await services.merges.merge({ fromId: from.id, intoId: into.id });
  } catch (error) {
    if (error instanceof Refusal) throw new CommandFailure(`Nothing was merged. ${error.message}`);
    throw error;
  }
  process.stdout.write(`${from.username} is now a part of ${into.username}.\n`);
}

/** What cannot be undone is done to who is named, not to whom an old name leads. */
function refuseOldNames(...named: [name: string, profile: ProfileRecord][]): void {
  for (const [name, { username }] of named)
    if (usernameKey(name) !== usernameKey(username))
      throw new CommandFailure(`${name} is an old name of ${username}: give that one.`);
}

async function named(services: OpenServices['services'], username: string): Promise<ProfileRecord> {
  const profile = await services.profiles.byUsername(username);
  if (!profile) throw new CommandFailure(`There is no profile named ${username}.`);
  return profile;
}

function planText(into: ProfileRecord, from: ProfileRecord, survey: MergeSurvey): string {
  const counts: [string, number][] = [
    ['Comments', survey.comments],
    ['Posts', survey.posts],
    ['Activities', survey.activities],
    ['Followers', survey.followers],
    ['Following', survey.following],
    ['Favorites', survey.favorites],
    ['Blocks', survey.blocks],
    ['Notifications', survey.notifications],
    ['Identities', survey.identities],
  ];
  const lines = counts.map(([label, count]) => `  ${`${label}:`.padEnd(15)} ${count}\n`);
  return `Everything of ${describe(from)} goes to ${describe(into)}:\n${lines.join('')}`;
}

const describe = ({ username, displayName, isClaimed }: ProfileRecord): string =>
  `${username} (${terminalText(displayName)}, ${isClaimed ? 'claimed' : 'unclaimed'})`;

async function isAgreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } catch (error) {
    // Ctrl+C or Ctrl+D is an answer, too.
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    process.stdout.write('\n');
    return false;
  } finally {
    terminal.close();
  }
}

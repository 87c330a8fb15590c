import { Command } from 'commander';
import { readConfig } from '../config';
import type { Likeness } from '../interchange/typepad/people/likely-same.queries';
import { suggestions, type Suggestion } from '../interchange/typepad/people/suggestions';
import { terminalText } from './terminal-text';
import { withExisting } from './with-services';

export function identitiesCommand(): Command {
  return new Command('identities')
    .description('list profiles that are likely the same person, to be merged by you or not at all')
    .option('--json', 'one suggestion a line, as JSON')
    .action(identities);
}

const REASONS: Readonly<Record<Likeness, string>> = {
  NAME_AND_URL: 'The same name and the same web address',
  EMAIL: 'The same email address',
  ALIAS_AND_ID: 'The same name, once with an alias at Typepad and once without',
};

async function identities({ json }: { json?: true }): Promise<void> {
  await withExisting(readConfig(), async ({ reads }) => {
    let count = 0;
    for await (const suggestion of suggestions(reads)) {
      process.stdout.write(json ? `${jsonOf(suggestion)}\n` : textOf(suggestion));
      count += 1;
    }
    if (!json && count === 0) process.stdout.write('Nobody looks like the same person twice.\n');
  });
}

const jsonOf = (suggestion: Suggestion): string =>
  JSON.stringify({ ...suggestion, commands: commandsOf(suggestion) });

function textOf(suggestion: Suggestion): string {
  const people = suggestion.profiles.map(
    ({ username, displayName, commentCount }) =>
      `  ${username.padEnd(30)} ${terminalText(displayName)}, comments: ${commentCount}\n`,
  );
  const commands = commandsOf(suggestion).map((command) => `  ${command}\n`);
  return `${REASONS[suggestion.likeness]}:\n${people.join('')}${commands.join('')}\n`;
}

/** Who has most comments is kept. */
const commandsOf = ({ profiles: [kept, ...others] }: Suggestion): string[] =>
  others.map((other) => `rejoinder merge ${kept?.username ?? ''} ${other.username}`);

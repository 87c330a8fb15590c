import { Command } from 'commander';
import { AdministrationService } from '../accounts/administration.service';
import { Passwords } from '../accounts/password';
import { readConfig } from '../config';
import { Refusal } from '../errors';
import { CommandFailure } from './command-failure';
import { askHidden, readLine } from './hidden-line';
import { withServices } from './with-services';

export function createAdminCommand(): Command {
  return new Command('create-admin')
    .description('make an administrator: of whoever has an account, or with a new account')
    .argument('<username>', 'the username or the email of an account, or the username of a new one')
    .option('--email <email>', 'the email of a new account')
    .addHelpText(
      'after',
      `
The password of a new account is asked for on a terminal; otherwise it is the first line of the standard input.
It is no argument: others on this machine could read it in the list of processes.`,
    )
    .action(createAdmin);
}

async function createAdmin(username: string, { email }: { email?: string }): Promise<void> {
  try {
    await withServices(readConfig(), async ({ reads, units, clock }) => {
      const administration = new AdministrationService(reads, units, clock, new Passwords());
      if (await administration.hasAccount(username)) await administration.promote(username, email);
      else await administration.create({ username, ...(await credentials(username, email)) });
    });
  } catch (error) {
    if (error instanceof Refusal) throw new CommandFailure(error.message);
    throw error;
  }
  process.stdout.write(`${username} is an administrator.\n`);
}

async function credentials(username: string, email: string | undefined) {
  if (email === undefined)
    throw new CommandFailure(
      `There is no account of ${username}. To make one, give --email <email>; the password is asked for.`,
    );
  if (!process.stdin.isTTY) return { email, password: await readLine() };
  const password = await askHidden('Password: ');
  if ((await askHidden('Again: ')) !== password)
    throw new CommandFailure('The two passwords differ: nothing was done.');
  return { email, password };
}

import { readConfig } from '../config';
import { Command } from 'commander';
import { Refusal } from '../errors';
import { CommandFailure } from './command-failure';
import { withServices } from './with-services';

export function addSiteCommand(): Command {
  return new Command('add-site')
    .description('open a site for comments, where OPEN_SITES is false')
    .argument('<url>', 'the address of the site, such as https://blog.example')
    .option('--title <title>', 'what the site is called')
    .action(addSite);
}

async function addSite(url: string, { title }: { title?: string }): Promise<void> {
  try {
    const address = await withServices(readConfig(), ({ services }) =>
      services.posts.register(url, title ?? null),
    );
    process.stdout.write(`Comments on ${address} are open.\n`);
  } catch (error) {
    if (error instanceof Refusal) throw new CommandFailure(error.message);
    throw error;
  }
}

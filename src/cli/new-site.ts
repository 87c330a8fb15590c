import { Command } from 'commander';
import { readConfig } from '../config';
import { Refusal } from '../errors';
import { SiteMoveService } from '../posts/site-move.service';
import { CommandFailure } from './command-failure';
import { withServices } from './with-services';

const MAX_NAMED = 50;

export function newSiteCommand(): Command {
  return new Command('new-site')
    .description(
      'say where an imported site is now: its posts move, and their old addresses lead to them',
    )
    .argument(
      '<old>',
      'the address at which the site stood, such as https://ann.typepad.com/weblog',
    )
    .argument(
      '<new>',
      'where it is now, such as https://ann.example, or how an address there is made: "https://ann.example/{year}/{month}/{basename}"',
    )
    .action(newSite);
}

async function newSite(old: string, to: string): Promise<void> {
  try {
    const { stood, moved, hindered } = await withServices(readConfig(), ({ reads, units }) =>
      new SiteMoveService(reads, units).move(old, to),
    );
    process.stdout.write(`Posts that stand there now: ${moved}\n`);
    if (moved === 0 && stood === 0)
      process.stdout.write(`No post that was imported stood at ${old}. Later imports go by it.\n`);
    if (hindered.length === 0) return;
    const named = hindered.slice(0, MAX_NAMED).map((url) => `  ${url}\n`);
    const others = hindered.length > MAX_NAMED ? `  and ${hindered.length - MAX_NAMED} more\n` : '';
    process.stdout.write(
      `Posts that stay, because another post has the address that they would have: ${hindered.length}\n${named.join('')}${others}`,
    );
  } catch (error) {
    if (error instanceof Refusal) throw new CommandFailure(error.message);
    throw error;
  }
}

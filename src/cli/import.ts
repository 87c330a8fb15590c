import { Command } from 'commander';
import { importActivityStreamsCommand } from './import-activitystreams';
import { importTypepadCommand } from './import-typepad';

export function importCommand(): Command {
  return new Command('import')
    .description('import what other servers exported; importing the same again changes nothing')
    .addCommand(importActivityStreamsCommand())
    .addCommand(importTypepadCommand());
}

import { Command } from 'commander';
import { exportActivityStreamsCommand } from './export-activitystreams';
import { exportTypepadCommand } from './export-typepad';

export function exportCommand(): Command {
  return new Command('export')
    .description('write what the server holds in a form that others, and it itself, can import')
    .addCommand(exportActivityStreamsCommand())
    .addCommand(exportTypepadCommand());
}

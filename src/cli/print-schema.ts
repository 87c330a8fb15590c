import { Command } from 'commander';
import { printedSchema } from '../schema/build-schema';

export function printSchemaCommand(): Command {
  return new Command('print-schema')
    .description('write the GraphQL schema to the standard output')
    .action(() => void process.stdout.write(printedSchema()));
}

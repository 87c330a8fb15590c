import { Command } from 'commander';
import { printedSchema, schema } from '../schema/build-schema';
import { possibleTypesModule } from '../schema/possible-types';

export function printSchemaCommand(): Command {
  return new Command('print-schema')
    .description('write the GraphQL schema to the standard output')
    .option('--possible-types', "instead, the types of its interfaces, for Apollo Client's cache")
    .action(({ possibleTypes }: { possibleTypes?: true }) => {
      process.stdout.write(possibleTypes ? possibleTypesModule(schema()) : printedSchema());
    });
}

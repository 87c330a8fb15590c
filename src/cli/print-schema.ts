import { Command } from 'commander';

export function printSchemaCommand(): Command {
  return new Command('print-schema')
    .description('write the GraphQL schema to the standard output')
    .option('--possible-types', "instead, the types of its interfaces, for Apollo Client's cache")
    .action(printSchema);
}

async function printSchema({ possibleTypes }: { possibleTypes?: true }): Promise<void> {
  // No other command needs the schema, which takes longer to load than most of them run.
  const { printedSchema, schema } = await import('../schema/build-schema.js');
  const { possibleTypesModule } = await import('../schema/possible-types.js');
  process.stdout.write(possibleTypes ? possibleTypesModule(schema()) : printedSchema());
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, validate, type OperationDefinitionNode } from 'graphql';
import {
  ROOT,
  contractOperations,
  describeContract,
  documentOf,
  nameOf,
} from '../support/contract';

describeContract('the operations that clients already send', () => {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  const faultsOf = (operation: OperationDefinitionNode) =>
    validate(schema, documentOf(operation)).map(({ message }) => message);

  it('are many, and each has a name of its own', () => {
    const names = contractOperations.map(nameOf);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(contractOperations.map((operation) => [nameOf(operation), operation] as const))(
    '%s is valid',
    (_name, operation) => {
      expect(faultsOf(operation)).toEqual([]);
    },
  );
});

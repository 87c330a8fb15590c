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

/** What comes in later versions. Each must still fail, so that the list only shrinks. */
const LATER: readonly string[] = [];

describeContract('the operations that clients already send', () => {
  const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  const faultsOf = (operation: OperationDefinitionNode) =>
    validate(schema, documentOf(operation)).map(({ message }) => message);

  it('are many, and each has a name of its own', () => {
    const names = contractOperations.map(nameOf);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(LATER));
  });

  const [later, now] = [true, false].map((isLater) =>
    contractOperations.filter((operation) => LATER.includes(nameOf(operation)) === isLater),
  );

  it.each((now ?? []).map((operation) => [nameOf(operation), operation] as const))(
    '%s is valid',
    (_name, operation) => {
      expect(faultsOf(operation)).toEqual([]);
    },
  );

  it.each((later ?? []).map((operation) => [nameOf(operation), operation] as const))(
    '%s comes later, and is not valid yet',
    (_name, operation) => {
      expect(faultsOf(operation)).not.toEqual([]);
    },
  );
});

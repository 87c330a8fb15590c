import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Kind,
  parse,
  print,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

export const ROOT = join(__dirname, '../..');
const CONTRACT = join(ROOT, '../shared/contract');

/** Whether the operations that clients already send are at hand: they stand beside the repository, not in it. */
const isContractThere = existsSync(CONTRACT);

const definitions: readonly DefinitionNode[] = isContractThere
  ? readdirSync(CONTRACT)
      .filter((name) => name.endsWith('.graphql'))
      .flatMap((name) => parse(readFileSync(join(CONTRACT, name), 'utf8')).definitions)
  : [];

const fragments = new Map(
  definitions
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    .map((fragment) => [fragment.name.value, fragment]),
);

export const contractOperations = definitions.filter(
  (definition) => definition.kind === Kind.OPERATION_DEFINITION,
);

export const nameOf = (operation: OperationDefinitionNode): string => operation.name?.value ?? '';

/** An operation with the fragments that it uses, as a client sends it. */
export function documentOf(operation: OperationDefinitionNode): DocumentNode {
  const used = new Set<FragmentDefinitionNode>();
  const gather = (node: DefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        gather(fragment);
      },
    });
  };
  gather(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used] };
}

/** The text of an operation as a client sends it. */
export function textOf(name: string): string {
  const operation = contractOperations.find((one) => nameOf(one) === name);
  if (!operation) throw new Error(`The contract has no operation ${name}.`);
  return print(documentOf(operation));
}

/** Tests of the contract's operations; where they are not at hand, a plain notice. CI always has them. */
export function describeContract(name: string, tests: () => void): void {
  describe(name, () => {
    if (isContractThere) {
      tests();
      return;
    }
    it('are checked where they are at hand', () => {
      process.stdout.write('Skipped: no contract stands beside the repository.\n');
      expect(process.env.CI).toBeFalsy();
    });
  });
}

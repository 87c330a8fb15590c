import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  Kind,
  parse,
  validate,
  visit,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

const ROOT = join(__dirname, '../..');
const CONTRACT = join(ROOT, '../shared/contract');
const isThere = existsSync(CONTRACT);

/** What comes in later versions. Each must still fail, so that the list only shrinks. */
const LATER = [
  ...['Notifications', 'MarkNotificationsSeen', 'LiveNotifications', 'DeleteAccount'],
  ...['RequestProfileClaim', 'ConfirmProfileClaim', 'PendingClaims', 'DecideProfileClaim'],
  ...['ReportComment', 'ModerationQueue', 'ModerateComment'],
];

const definitions: readonly DefinitionNode[] = isThere
  ? readdirSync(CONTRACT)
      .filter((name) => name.endsWith('.graphql'))
      .flatMap((name) => parse(readFileSync(join(CONTRACT, name), 'utf8')).definitions)
  : [];
const fragments = new Map(
  definitions
    .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
    .map((fragment) => [fragment.name.value, fragment]),
);
const operations = definitions.filter(
  (definition) => definition.kind === Kind.OPERATION_DEFINITION,
);
const nameOf = (operation: OperationDefinitionNode) => operation.name?.value ?? '';

/** An operation with the fragments that it uses, as a client sends it. */
function documentOf(operation: OperationDefinitionNode) {
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
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used] } as const;
}

describe('the operations that clients already send', () => {
  if (!isThere) {
    it('are checked where they are at hand', () => {
      process.stdout.write('Skipped: no contract stands beside the repository.\n');
      expect(process.env.CI).toBeFalsy();
    });
    return;
  }

  const schema = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));
  const faultsOf = (operation: OperationDefinitionNode) =>
    validate(schema, documentOf(operation)).map(({ message }) => message);

  it('are many, and each has a name of its own', () => {
    const names = operations.map(nameOf);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(LATER));
  });

  const [later, now] = [true, false].map((isLater) =>
    operations.filter((operation) => LATER.includes(nameOf(operation)) === isLater),
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

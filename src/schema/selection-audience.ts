import {
  isInterfaceType,
  isUnionType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/**
 * Whether the answers of an operation are the same for every viewer, but for those whom a person shown in them blocks.
 * They are when each field that it selects, by whatever name and through whatever fragment, is marked so; of an abstract
 * type, the field of each type that may stand in its place.
 */
export function isShareable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const types = new TypeInfo(schema);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  const seen = new Set<string>();
  const pending: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation];
  let isShared = true;
  for (let part = pending.pop(); part; part = pending.pop())
    visit(
      part,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const parent = types.getParentType();
          if (!parent || !isSharedField(schema, parent, node)) isShared = false;
        },
        FragmentSpread: ({ name }) => {
          const fragment = fragments.get(name.value);
          if (!fragment || seen.has(name.value)) return;
          seen.add(name.value);
          pending.push(fragment);
        },
      }),
    );
  return isShared;
}

function isSharedField(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  { name }: FieldNode,
): boolean {
  if (name.value === '__typename') return true;
  // What a subscription itself gives is the message, which goes to those whom it is for.
  if (parent === schema.getSubscriptionType()) return true;
  // A union has no fields of its own.
  if (isUnionType(parent)) return false;
  const types = isInterfaceType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  return types.every((type) => {
    const audience = type.getFields()[name.value]?.extensions.audience;
    return audience === 'EVERYONE' || audience === 'UNBLOCKED';
  });
}

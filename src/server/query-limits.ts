import {
  GraphQLError,
  parse,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { DomainError } from '../errors';
import { pageSizeOf } from '../schema/connection';

export const MAX_TOKENS = 4_000;
const MAX_DEPTH = 24;
/** A page of 100 comments with 100 replies each costs some 20,000. */
const MAX_COST = 50_000;

/** Parses a document, but no longer one than an application sends. @throws GraphQLError */
export const parseBounded = (source: string): DocumentNode =>
  parse(source, { maxLexicalTokens: MAX_TOKENS });

/** An object costs 1, a list what its items cost together; what an object holds in itself is free. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const isConnection = field.args.some((argument) => argument.name === 'first');
  if (isConnection) return 1 + pageSizeOf(args) * childComplexity;
  if (field.name === 'nodes' && Array.isArray(args.ids))
    return 1 + args.ids.length * childComplexity;
  return childComplexity > 0 || field.name.startsWith('viewer') ? 1 + childComplexity : 0;
};

/**
 * Refuses an operation that is too deep or would read too much, before it runs.
 * @throws DomainError QUERY_TOO_COMPLEX
 */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): void {
  const depth = depthOf(document);
  if (depth > MAX_DEPTH) throw tooComplex(`It is ${depth} levels deep; ${MAX_DEPTH} are allowed.`);
  const cost = costOf(schema, document, operationName, variables);
  if (cost > MAX_COST)
    throw tooComplex(`It costs ${cost}; ${MAX_COST} are allowed. Ask for shorter lists ("first").`);
}

function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): number {
  try {
    const named = operationName ? { operationName } : {};
    return getComplexity({ schema, query, variables, estimators: [estimate], ...named });
  } catch (error) {
    // Variables that do not fit are told by the execution, in its own words.
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}

const tooComplex = (why: string) =>
  new DomainError('QUERY_TOO_COMPLEX', `The operation is too complex. ${why}`);

/** The deepest nesting of fields, fragments included; a validated document has no circular ones. */
function depthOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  const known = new Map<string, number>();
  const below = (selections: SelectionSetNode | undefined): number =>
    Math.max(0, ...(selections?.selections ?? []).map(depthOfSelection));
  const depthOfField = (field: FieldNode) => 1 + below(field.selectionSet);
  const depthOfFragment = (name: string): number => {
    const depth = known.get(name) ?? below(fragments.get(name)?.selectionSet);
    known.set(name, depth);
    return depth;
  };
  function depthOfSelection(selection: SelectionSetNode['selections'][number]): number {
    if (selection.kind === Kind.FIELD) return depthOfField(selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return below(selection.selectionSet);
    return depthOfFragment(selection.name.value);
  }
  return Math.max(
    ...document.definitions.map((definition) =>
      'selectionSet' in definition ? below(definition.selectionSet) : 0,
    ),
  );
}

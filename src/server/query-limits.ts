import {
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isLeafType,
  parse,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { badUserInput, DomainError } from '../errors';
import { pageSizeOf } from '../schema/connection';

export const MAX_TOKENS = 4_000;
const MAX_DEPTH = 24;
/** Fragments that name each other twice double what is selected with every few tokens. */
const MAX_FIELDS = 10_000;
/** A page of 100 comments with 100 replies each costs some 20,000. */
const MAX_COST = 50_000;

/** Parses a document, but no longer one than an application sends. @throws GraphQLError */
export const parseBounded = (source: string): DocumentNode =>
  parse(source, { maxLexicalTokens: MAX_TOKENS });

/** An object costs 1, a list what its items cost together; plain fields are free, but for the viewer's: they are read apart. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field }) => {
  if (isLeafType(getNamedType(field.type))) return field.name.startsWith('viewer') ? 1 : 0;
  const isConnection = field.args.some((argument) => argument.name === 'first');
  if (isConnection) return 1 + pageSizeOf(args) * childComplexity;
  const count = field.name === 'nodes' && Array.isArray(args.ids) ? args.ids.length : 1;
  return count * (1 + childComplexity);
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
  const { depth, fields } = knownSizeOf(document);
  if (depth > MAX_DEPTH) throw tooComplex(`It is ${depth} levels deep; ${MAX_DEPTH} are allowed.`);
  if (fields > MAX_FIELDS) throw tooComplex(`It selects more than ${MAX_FIELDS} fields.`);
  const cost = costOf(schema, document, operationName, variables);
  if (cost > MAX_COST)
    throw tooComplex(`It costs ${cost}; ${MAX_COST} are allowed. Ask for shorter lists ("first").`);
}

/** Sizes and costs of documents that are executed again and again: to reckon them takes as long as to execute some. */
const sizes = new WeakMap<DocumentNode, Size>();
const costs = new WeakMap<OperationDefinitionNode, Map<string, number>>();
/** Of one operation. An application has a few sizes of pages. */
const MAX_COSTS = 50;

function knownSizeOf(document: DocumentNode): Size {
  const size = sizes.get(document) ?? sizeOf(document);
  sizes.set(document, size);
  return size;
}

function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): number {
  const operation = getOperationAST(document, operationName);
  // That there is no such operation is told by the execution, in its own words; so are variables that do not fit.
  if (!operation) return 0;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) return 0;
  const known = costs.get(operation) ?? new Map<string, number>();
  const key = JSON.stringify(Object.entries(coerced).map(weightOf));
  const cost = known.get(key) ?? reckonCost(schema, document, operationName, variables);
  if (known.size >= MAX_COSTS) known.clear();
  costs.set(operation, known.set(key, cost));
  return cost;
}

/** What of a variable the cost can depend on: {@link estimate} looks at numbers, the lengths of lists, and what is skipped. */
function weightOf([name, value]: [string, unknown]): readonly unknown[] {
  if (Array.isArray(value)) return [name, 'list', value.length];
  return [
    name,
    typeof value === 'object' && value !== null
      ? 'object'
      : typeof value === 'string'
        ? 'text'
        : value,
  ];
}

function reckonCost(
  schema: GraphQLSchema,
  query: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): number {
  const named = operationName ? { operationName } : {};
  const options = { schema, query, variables, estimators: [estimate], maxQueryNodes: Infinity };
  try {
    return getComplexity({ ...options, ...named });
  } catch (error) {
    // An argument that gets null by its variable. Executed, it would fail alone, and all beside it would run unweighed.
    if (error instanceof GraphQLError) throw badUserInput(error.message);
    throw error;
  }
}

const tooComplex = (why: string) =>
  new DomainError('QUERY_TOO_COMPLEX', `The operation is too complex. ${why}`);

interface Size {
  /** The deepest nesting of fields. */
  readonly depth: number;
  readonly fields: number;
}

const NOTHING: Size = { depth: 0, fields: 0 };

/** How much a document selects, each fragment counted wherever it is named; a validated one has no circular fragments. */
function sizeOf(document: DocumentNode): Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  const known = new Map<string, Size>();
  const below = (node: { selectionSet?: SelectionSetNode | undefined } | undefined): Size =>
    (node?.selectionSet?.selections ?? []).map(sizeOfSelection).reduce(together, NOTHING);
  const sizeOfFragment = (name: string): Size => {
    const size = known.get(name) ?? below(fragments.get(name));
    known.set(name, size);
    return size;
  };
  function sizeOfSelection(selection: SelectionSetNode['selections'][number]): Size {
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    const { depth, fields } = isSpread ? sizeOfFragment(selection.name.value) : below(selection);
    // A fragment is no level, but it is work.
    return { depth: selection.kind === Kind.FIELD ? depth + 1 : depth, fields: fields + 1 };
  }
  return document.definitions
    .map((definition) => ('selectionSet' in definition ? below(definition) : NOTHING))
    .reduce(together, NOTHING);
}

const together = (one: Size, other: Size): Size => ({
  depth: Math.max(one.depth, other.depth),
  fields: one.fields + other.fields,
});

import {
  getNullableType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isListType,
  parse,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { badUserInput, DomainError } from '../errors';
import { pageSizeOf } from '../schema/connection';
import { CHARACTERS_PER_COST, costOfText } from '../schema/text-length';

export const MAX_TOKENS = 4_000;
const MAX_DEPTH = 24;
/** Fragments that name each other twice double what is selected with every few tokens. */
const MAX_FIELDS = 10_000;
/** A page of 100 comments with 3 replies each, all of whose fields and words are asked for, costs some 70,000. */
export const MAX_COST = 100_000;
/** As many as the most costly operation can ask for, where no text is longer than its field says. */
export const MAX_ANSWER_CHARACTERS = MAX_COST * CHARACTERS_PER_COST;
/** The schema tells of itself in lists without a size: this is about how long they are. */
const SCHEMA_LIST = 10;

/** Parses a document, but no longer one than an application sends. @throws GraphQLError */
export const parseBounded = (source: string): DocumentNode =>
  parse(source, { maxLexicalTokens: MAX_TOKENS });

/** An object or plain field costs 1, a longer text by its length, a list what its items cost together. */
const estimate: ComplexityEstimator = ({ type, field, node, args, childComplexity }) => {
  const own = costOfText(textIn(field)) + costOfName(node);
  const isConnection = field.args.some((argument) => argument.name === 'first');
  if (isConnection) return own + pageSizeOf(args) * childComplexity;
  return countOf(type, field, args) * (own + childComplexity);
};

const textIn = ({ extensions: { characters } }: GraphQLField<unknown, unknown>): number =>
  typeof characters === 'number' ? characters : 1;

/** The answer repeats a field's alias at each object. */
const costOfName = ({ alias }: FieldNode): number =>
  Math.floor((alias?.value.length ?? 0) / CHARACTERS_PER_COST);

function countOf(
  type: GraphQLCompositeType,
  { name, type: itsType }: GraphQLField<unknown, unknown>,
  { ids }: Record<string, unknown>,
): number {
  if (name === 'nodes' && Array.isArray(ids)) return ids.length;
  return type.name.startsWith('__') && isListType(getNullableType(itsType)) ? SCHEMA_LIST : 1;
}

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
    throw tooComplex(
      `It costs ${cost}; ${MAX_COST} are allowed. Ask for shorter lists ("first") or fewer texts.`,
    );
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

/** What an operation costs; nothing if it cannot be executed. @throws DomainError BAD_USER_INPUT */
export function costOf(
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

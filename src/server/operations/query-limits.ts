import {
  getNullableType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isListType,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { badUserInput } from '../../errors';
import { pageSizeOf } from '../../schema/connection';
import { CHARACTERS_PER_COST, costOfText } from '../../schema/text-length';
import { withoutValues } from '../../schema/without-values';
import { tooComplex } from './too-complex';

/** The schema tells of itself in lists without a size: this is about how long they are. */
const SCHEMA_LIST = 10;

/** As many as an operation of a cost can ask for, where no text is longer than its field says. */
export const answerCharacters = (cost: number): number => cost * CHARACTERS_PER_COST;

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
 * Refuses an operation that would read too much, before it runs.
 * @returns how many characters its answer may have, where no text is longer than its field says
 * @throws DomainError QUERY_TOO_COMPLEX
 */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables, limit }: Weighed,
): number {
  const cost = costOf(schema, document, operationName, variables);
  if (cost > limit)
    throw tooComplex(
      `It costs ${cost}; ${limit} are allowed. Ask for shorter lists ("first") or fewer texts.`,
      { cost, limit },
    );
  return answerCharacters(cost);
}

export interface Weighed {
  readonly operationName: string | null | undefined;
  readonly variables: Record<string, unknown>;
  /** The most that it may cost. */
  readonly limit: number;
}

/** Costs of operations that are executed again and again: to reckon them takes as long as to execute some. */
const costs = new WeakMap<OperationDefinitionNode, Map<string, number>>();
/** Of one operation. An application has a few sizes of pages. */
const MAX_COSTS = 50;
/** That there is one is enough to know that an operation is not executed: of many, each would be written out. */
const ONE_FAULT = { maxErrors: 1 };

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
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    variables,
    ONE_FAULT,
  );
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
    if (error instanceof GraphQLError) throw badUserInput(withoutValues(error.message));
    throw error;
  }
}

import {
  BREAK,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Context } from '../../schema/context';
import { Failures, isGivenUp, MAX_FAILURES } from '../../schema/failures';
import { CompiledSize } from './compiled-size';
import { tooComplex } from './too-complex';

type Result = ExecutionResult | Promise<ExecutionResult>;

/** Executes a validated operation; of a subscription, one event of it, which is its `rootValue`. */
export type Execute = (args: ExecutionArgs) => Result;

/** Compiling costs as much as some dozen executions: it is for documents that come again. */
const HOT_AFTER = 10;

/** The largest operations of our own have some 300: each costs memory and tens of microseconds to compile. */
const MAX_FIELDS = 1_000;

/** The ways to execute operations. All give the same answers. */
export const executors = {
  /** Compiled once it is clear that the document comes often. */
  auto: (args) => executeBy(args, HOT_AFTER),
  compiled: (args) => executeBy(args, 0),
  interpreted: (args) => interpret(args),
} as const satisfies Record<string, Execute>;

export type ExecutorName = keyof typeof executors;

/** How often an operation was executed, and what became of it; kept for as long as its document is. */
interface Compilation {
  executions: number;
  /** Undefined until it is tried; null where it cannot be compiled. */
  compiled: CompiledQuery | null | undefined;
}

const compilations = new WeakMap<OperationDefinitionNode, Compilation>();

/**
 * Compiled code knows how things go well. As soon as anything goes wrong graphql-js executes the operation once more, and
 * tells what it is, where, and what becomes null by it; mutations, which must not be done twice, are always its own.
 */
function executeBy(args: ExecutionArgs, hotAfter: number): Result {
  const compiled = compiledFor(args, hotAfter);
  if (!compiled) return interpret(args);
  const otherwise = () => interpret(anew(args));
  try {
    const result: Result = compiled.query(args.rootValue, args.contextValue, args.variableValues);
    if (result instanceof Promise)
      return result.then((settled) => (settled.errors ? otherwise() : settled), otherwise);
    return result.errors ? otherwise() : result;
  } catch {
    return otherwise();
  }
}

/** A second execution counts from where the first began: what has failed and what was told in that is so once more. */
function anew({ contextValue, ...args }: ExecutionArgs): ExecutionArgs {
  const { answerLength, ...others } = (contextValue ?? {}) as Partial<Context>;
  const counts = {
    failures: new Failures(),
    ...(answerLength && { answerLength: answerLength.anew() }),
  };
  return { ...args, contextValue: { ...others, ...counts } };
}

function interpret(args: ExecutionArgs): Result {
  const result = execute(args);
  return result instanceof Promise ? result.then(withFewErrors) : withFewErrors(result);
}

function withFewErrors(result: ExecutionResult): ExecutionResult {
  const { errors = [] } = result;
  if (errors.length <= MAX_FAILURES && !errors.some(isGivenUp)) return result;
  const told = errors.filter((error) => !isGivenUp(error)).slice(0, MAX_FAILURES);
  return { ...result, errors: [...told, tooManyFailures()] };
}

/** Nobody counts on: what was left did not run. */
function tooManyFailures(): GraphQLError {
  const originalError = tooComplex(
    `More than ${MAX_FAILURES} of its fields failed: the others that did are not told, and what was left is not there.`,
    { failures: MAX_FAILURES + 1, limit: MAX_FAILURES },
  );
  return new GraphQLError(originalError.message, { originalError });
}

function compiledFor(args: ExecutionArgs, hotAfter: number): CompiledQuery | null {
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation || operation.operation === OperationTypeNode.MUTATION) return null;
  const compilation = compilations.get(operation) ?? { executions: 0, compiled: undefined };
  compilations.set(operation, compilation);
  compilation.executions += 1;
  if (compilation.compiled === undefined && compilation.executions > hotAfter)
    compilation.compiled = compile(args, operation);
  return compilation.compiled ?? null;
}

function compile(
  { schema, document, operationName }: ExecutionArgs,
  operation: OperationDefinitionNode,
): CompiledQuery | null {
  if (hasConditions(document)) return null;
  if (!new CompiledSize(schema, document, MAX_FIELDS).isWithin(operation)) return null;
  const compiled = compileQuery(schema, document, operationName ?? '');
  return isCompiledQuery(compiled) ? compiled : null;
}

/** Under `@include` and `@skip` compiled code orders and merges fields otherwise than graphql-js does. */
function hasConditions(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Directive: ({ name }) => {
      if (name.value !== 'include' && name.value !== 'skip') return undefined;
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}

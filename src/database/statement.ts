import { createHash } from 'node:crypto';
import { badUserInput } from '../errors';
import { dialects, type Dialect } from './dialect';

export type ParameterValue =
  string | number | boolean | null | readonly number[] | readonly string[];
export type Parameters = Readonly<Record<string, ParameterValue>>;
/** Values in the order in which a statement first names its parameters: quicker, where they are thousands. */
export type PositionalParameters = readonly (string | number | boolean | null)[];

/** The text of a statement in one dialect, and which parameter stands at which place. */
export interface CompiledStatement {
  /** Short and unique: Postgres keeps the plan of a prepared statement under it. */
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly string[];
}

/** A statement that is written once and prepared once on each handle. `Row` is the shape of its rows. */
export interface Statement<Row> {
  readonly sqlite: CompiledStatement;
  readonly postgres: CompiledStatement;
  /** Carries the row's type; never set. */
  readonly row?: Row;
}

/**
 * Writes a statement. Parameters are written `:name`; a list parameter goes through {@link Dialect.isOneOf} or
 * {@link Dialect.rowsOf}. Column names are camelCase and must be quoted.
 */
export function statement<Row>(build: (sql: Dialect) => string): Statement<Row> {
  return {
    sqlite: compile(build(dialects.sqlite), '?'),
    postgres: compile(build(dialects.postgres), '$'),
  };
}

function compile(source: string, sign: '?' | '$'): CompiledStatement {
  const parameters: string[] = [];
  const text = source.replace(/(?<!:):([a-zA-Z]\w*)/g, (_match, name: string) => {
    if (!parameters.includes(name)) parameters.push(name);
    return `${sign}${parameters.indexOf(name) + 1}`;
  });
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  return { name, text, parameters };
}

/**
 * A statement's parameters in the order of its places.
 * @param encodeList how the database takes a list
 */
export function bind(
  compiled: CompiledStatement,
  parameters: Parameters | PositionalParameters,
  encodeList: (list: readonly (number | string)[]) => unknown,
): unknown[] {
  if (isPositional(parameters)) {
    for (const value of parameters) if (typeof value === 'string') refuseNul(value);
    return [...parameters];
  }
  return compiled.parameters.map((name) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`Parameter :${name} of a statement was not given.`);
    refuseNul(value);
    if (typeof value !== 'object' || value === null) return value;
    value.forEach(refuseNul);
    return encodeList(value);
  });
}

const isPositional = (
  parameters: Parameters | PositionalParameters,
): parameters is PositionalParameters => Array.isArray(parameters);

/** Postgres cannot hold it, and no text has use for it. */
export function refuseNul(value: unknown): void {
  if (typeof value === 'string' && value.includes('\0'))
    throw badUserInput('A text holds the character U+0000: leave it out.');
}

/** What statements run on: the read handles, or a unit of work. */
export interface Queryable {
  all<Row>(
    statement: Statement<Row>,
    parameters: Parameters | PositionalParameters,
  ): Promise<Row[]>;
}

/** The first row of a statement that gives one at most. */
export async function first<Row>(
  on: Queryable,
  query: Statement<Row>,
  parameters: Parameters,
): Promise<Row | null> {
  const rows = await on.all(query, parameters);
  return rows[0] ?? null;
}

import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { Refusal, DomainError } from '../errors';
import type { Parameters, PositionalParameters, Queryable, Statement } from './statement';

/**
 * One act's changes: all of them are committed, or none. A unit holds SQL only (no hashing, no mail, no
 * waiting), because on SQLite every other writer waits for it, and it may be run again from its start.
 */
export interface Unit extends Queryable {
  readonly manager: EntityManager;
  /** Inserts one row and gives its generated id. */
  insert<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    values: QueryDeepPartialEntity<Entity>,
  ): Promise<number>;
  /** Runs last, before the commit, once all else of the unit is written. */
  beforeCommit(hook: () => Promise<void>): void;
  /** Runs once the unit is committed. Must not throw. */
  afterCommit(hook: () => void): void;
}

export interface UnitOfWork {
  /** Runs `work` in a transaction and answers once it is committed. Whatever `work` throws undoes it alone. */
  run<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
}

/** The unit's hooks and what is common to both databases. */
export class UnitHooks implements Unit {
  private readonly before: (() => Promise<void>)[] = [];
  private readonly after: (() => void)[] = [];

  constructor(
    readonly manager: EntityManager,
    private readonly connection: Queryable,
  ) {}

  all<Row>(query: Statement<Row>, parameters: Parameters | PositionalParameters): Promise<Row[]> {
    return this.connection.all(query, parameters);
  }

  async insert<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    values: QueryDeepPartialEntity<Entity>,
  ): Promise<number> {
    const result = await this.manager.insert(entity, values);
    return Number(result.identifiers[0]?.id);
  }

  beforeCommit(hook: () => Promise<void>): void {
    this.before.push(hook);
  }

  afterCommit(hook: () => void): void {
    this.after.push(hook);
  }

  async finish(): Promise<void> {
    for (const hook of this.before) await hook();
  }

  committed(): void {
    for (const hook of this.after) hook();
  }
}

/** An answer that the rules give, as opposed to a fault of the database or the program. */
export function isExpected(error: unknown): boolean {
  return error instanceof Refusal || error instanceof DomainError;
}

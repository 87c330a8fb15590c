import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { Random } from './random';

/** The variables that a random operation may use; each is sometimes not given. */
export const VARIABLES =
  '$yes: Boolean! = true, $no: Boolean! = false, $count: Int, $word: String = "by default"';

const CONDITIONS = [
  '@include(if: $yes)',
  '@skip(if: $no)',
  '@include(if: true)',
  '@skip(if: $yes)',
];
const MAX_DEPTH = 3;

/** Operations of every form that a schema allows; not all of them are valid. */
export class RandomOperation {
  private readonly fragments = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {}

  query(root: GraphQLCompositeType): string {
    return this.withFragments(`query (${VARIABLES}) ${this.selectionOf(root, 0)}`);
  }

  /** A subscription has one field, which depends on nothing. */
  subscription(field: string, type: GraphQLCompositeType): string {
    return this.withFragments(
      `subscription (${VARIABLES}) { ${field} ${this.selectionOf(type, 0)} }`,
    );
  }

  private withFragments(operation: string): string {
    return [operation, ...this.fragments.values()].join('\n');
  }

  private selectionOf(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.random.below(3);
    const parts = Array.from({ length: count }, () => this.partOf(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private partOf(type: GraphQLCompositeType, depth: number): string {
    const kind = this.random.below(10);
    if (kind === 0) return `__typename ${this.condition()}`;
    if (kind === 1 && depth < MAX_DEPTH) return this.spread(type, depth);
    if (kind < 4 && depth < MAX_DEPTH) return this.inlineFragment(type, depth);
    if (!('getFields' in type)) return '__typename';
    return this.field(this.random.one(Object.values(type.getFields())), depth);
  }

  /** What has the same key has the same arguments: else hardly an operation would be valid. */
  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    if (isCompositeType(type) && depth >= MAX_DEPTH) return '__typename';
    const variant = this.random.below(3);
    const args = argumentsOf(field.args, variant);
    const alias = args === '' || variant === 0 ? '' : `${field.name}${variant}: `;
    const below = isCompositeType(type) ? this.selectionOf(type, depth + 1) : '';
    return `${alias}${field.name}${args} ${this.condition()} ${below}`;
  }

  private inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const narrowed = this.narrow(type);
    const on = this.random.below(4) === 0 ? '' : `on ${narrowed.name}`;
    return `... ${on} ${this.condition()} ${this.selectionOf(on === '' ? type : narrowed, depth + 1)}`;
  }

  /** A fragment is written once and spread wherever its type is met again. */
  private spread(type: GraphQLCompositeType, depth: number): string {
    const narrowed = this.narrow(type);
    const name = `Of${narrowed.name}${this.random.below(2)}`;
    if (!this.fragments.has(name)) {
      this.fragments.set(name, '');
      const selected = this.selectionOf(narrowed, depth + 1);
      this.fragments.set(name, `fragment ${name} on ${narrowed.name} ${selected}`);
    }
    return `...${name} ${this.condition()}`;
  }

  private narrow(type: GraphQLCompositeType): GraphQLCompositeType {
    if (!isAbstractType(type) || this.random.below(3) === 0) return type;
    return this.random.one(this.schema.getPossibleTypes(type));
  }

  private condition(): string {
    return this.random.below(6) === 0 ? this.random.one(CONDITIONS) : '';
  }
}

const LITERALS: Record<string, readonly string[]> = {
  Int: ['', '3', '$count'],
  Options: ['{ word: $word, count: $count }', '{ count: $count }', '{}'],
  Mood: ['', 'GLAD', 'null'],
};

function argumentsOf(args: readonly GraphQLArgument[], variant: number): string {
  const given = args.flatMap(({ name, type }) => {
    const literal = LITERALS[getNamedType(type).name]?.[variant] ?? '';
    return literal === '' ? [] : [`${name}: ${literal}`];
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

/** How resolvers behave in one execution. */
export interface Behaviour {
  readonly seed: number;
  /** How many of a hundred results are wrong. */
  readonly faults: number;
  /**
   * How many of a hundred results are promises. Where there are faults as well it must be none or all: else graphql-js
   * itself leaves a rejection unhandled, when an item of a list fails at once and another one later.
   */
  readonly promises: number;
}

/**
 * What a field resolves to: always the same at the same place of the answer for the same arguments, and of any form that a
 * resolver's result can have.
 */
export function resultAt(
  info: GraphQLResolveInfo,
  args: unknown,
  { seed, faults, promises }: Behaviour,
): unknown {
  const place = `${JSON.stringify(pathOf(info))} ${info.parentType.name}.${info.fieldName} ${JSON.stringify(args)}`;
  const random = new Random(hash(place) + seed);
  const happens = (percent: number) => random.below(100) < percent;

  const resultOf = (type: GraphQLOutputType): unknown =>
    happens(promises) ? promised(() => valueOf(type)) : valueOf(type);
  const valueOf = (type: GraphQLOutputType): unknown => {
    if (happens(faults)) return wrongValue(random);
    if (isNonNullType(type)) return rightValue(type.ofType);
    const none = random.below(12);
    if (none < 2) return none === 0 ? null : undefined;
    return rightValue(type);
  };
  const rightValue = (type: GraphQLOutputType): unknown => {
    if (isListType(type)) {
      const items = Array.from({ length: random.below(3) }, () => resultOf(type.ofType));
      return random.below(4) === 0 ? new Set(items) : items;
    }
    if (isObjectType(type)) return { __typename: type.name };
    if (isAbstractType(type))
      return { __typename: random.one(info.schema.getPossibleTypes(type)).name };
    if (isEnumType(type)) return random.one(type.getValues()).value;
    return getNamedType(type).name === 'Int' ? random.below(1000) : place;
  };
  return resultOf(info.returnType);
}

const pathOf = ({ path }: GraphQLResolveInfo): unknown[] => {
  const keys: unknown[] = [];
  for (let at: typeof path | undefined = path; at; at = at.prev) keys.unshift(at.key);
  return keys;
};

function wrongValue(random: Random): unknown {
  switch (random.below(5)) {
    case 0:
      throw new Error('thrown');
    case 1:
      return new Error('given');
    case 2:
      return { __typename: 'Nobody' };
    case 3:
      return null;
    default:
      return 'no such thing';
  }
}

/** graphql-js passes over the rest of a list when an item is wrong: nobody might handle a rejection. */
function promised(value: () => unknown): Promise<unknown> {
  const promise = new Promise((resolve) => resolve(value()));
  promise.catch(() => undefined);
  return promise;
}

function hash(text: string): number {
  let sum = 7;
  for (let index = 0; index < text.length; index += 1)
    sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
  return sum;
}

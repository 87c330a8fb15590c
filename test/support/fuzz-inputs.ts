import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from './random';
import { RandomOperation } from './random-operations';

const WORDS = [
  ...[
    '',
    'a',
    'ann',
    'bob',
    'ANN',
    ' ann ',
    '@bob',
    'null',
    '-1',
    '0',
    '1e999',
    'true',
    '__proto__',
  ],
  ...[
    'https://blog.example/one',
    'http://x',
    'javascript:alert(1)',
    'ann@e.example',
    '*a* <b>b</b>',
  ],
  ...['\u0000', '\ud800', '\u202e', '😀', 'é', '\r\n', "' OR 1=1 --", 'correct horse battery'],
  ...['UHJvZmlsZTox', 'Q29tbWVudDox', 'UG9zdDox', 'Zi4y', 'YS5td3U5Y2c4NS5qeS5hLjE4aDVwajFkbTc'],
] as const;
const NUMBERS = [0, 1, -1, 3, 20, 100, 101, 1e6, 2 ** 31, -(2 ** 31), 2 ** 53, 0.5, 1e300];
/** One value in so many is of another type. */
const WRONG = 8;

/** Whatever a client may send, right or wrong, the same for the same random numbers. */
export class FuzzInputs {
  private readonly mutations;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
  ) {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    // What would end the sessions that are to send the rest.
    this.mutations = fields.filter(
      ({ name }) => !/^(signOut|delete(Account|Profile)|revoke)/.test(name),
    );
  }

  /** The body of a request, or the payload of a message. */
  operation(): object {
    const { random, schema } = this;
    const query = schema.getQueryType();
    const kind = random.below(5);
    if (kind < 2 && query)
      return {
        query: new RandomOperation(schema, random).query(query),
        variables: { count: this.json(1), word: this.json(1), yes: random.one([true, false]) },
      };
    if (kind < 4) return this.mutation();
    return { query: this.json(0), variables: this.json(3), operationName: this.json(1) };
  }

  subscription(): object {
    const fields = Object.values(this.schema.getSubscriptionType()?.getFields() ?? {});
    const { name, args } = this.random.one(fields);
    const given = args.filter(({ type }) => isNonNullType(type) || this.random.below(3) === 0);
    const text = given
      .map(({ name, type }) => `${name}: ${literal(this.valueOf(type))}`)
      .join(', ');
    const query = `subscription { ${name}${text && `(${text})`} { __typename cursor } }`;
    return { query };
  }

  /** Any text: a part of something that is right, with some of it changed. */
  text(): string {
    const { random } = this;
    const whole = JSON.stringify(random.one([this.operation(), this.json(4)]) ?? null);
    if (random.below(2)) return whole;
    const letters = whole.split('');
    for (let times = random.below(5); times >= 0; times -= 1)
      letters.splice(random.below(letters.length), random.below(4), random.one(WORDS));
    return letters.join('').slice(0, random.below(2) ? undefined : random.below(letters.length));
  }

  bytes(): Buffer {
    return Buffer.from(
      Array.from({ length: this.random.below(300) }, () => this.random.below(256)),
    );
  }

  json(depth: number): unknown {
    const { random } = this;
    const kind = random.below(depth > 0 ? 8 : 6);
    if (kind < 2) return random.one(WORDS);
    if (kind === 2) return random.one(NUMBERS);
    if (kind === 3) return random.one([true, false]);
    if (kind === 4) return null;
    if (kind === 5) return random.one(WORDS).repeat(random.below(200));
    const items = Array.from({ length: random.below(4) }, () => this.json(depth - 1));
    return kind === 6 ? items : Object.fromEntries(items.map((item) => [random.one(WORDS), item]));
  }

  private mutation(): object {
    const { name, args } = this.random.one(this.mutations);
    const variables = Object.fromEntries(args.map((arg) => [arg.name, this.valueOf(arg.type)]));
    const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
    const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const [outer, inner] = args.length > 0 ? [`(${declared})`, `(${given})`] : ['', ''];
    const query = `mutation${outer} { ${name}${inner} { userErrors { field code message } } }`;
    return { query, variables };
  }

  private valueOf(type: GraphQLInputType): unknown {
    const { random } = this;
    if (random.below(WRONG) === 0) return this.json(2);
    const plain = getNullableType(type);
    if (!isNonNullType(type) && random.below(3) === 0) return null;
    if (isListType(plain))
      return Array.from({ length: random.below(4) }, () => this.valueOf(plain.ofType));
    if (isEnumType(plain)) return random.one(plain.getValues()).name;
    if (isInputObjectType(plain))
      return Object.fromEntries(
        Object.values(plain.getFields())
          .filter((field) => isNonNullType(field.type) || random.below(2) === 0)
          .map((field) => [field.name, this.valueOf(field.type)]),
      );
    if (String(plain) === 'Boolean') return random.one([true, false]);
    return random.one<unknown>(String(plain) === 'Int' ? NUMBERS : WORDS);
  }
}

/** A value as it stands in a document. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([name]) => /^[a-z_]\w*$/i.test(name));
  return `{${fields.map(([name, item]) => `${name}: ${literal(item)}`).join(', ')}}`;
}

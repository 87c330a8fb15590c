import {
  getIntrospectionQuery,
  getNullableType,
  isInputObjectType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  parse,
  typeFromAST,
  validate,
  type GraphQLInputType,
  type GraphQLType,
} from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { readConfig } from '../../src/config';
import { answerCharacters, costOf } from '../../src/server/operations/query-limits';
import {
  contractOperations,
  describeContract,
  documentOf,
  nameOf,
  textOf,
} from '../support/contract';
import { operations } from '../support/operations';

const cost = (query: string, variables = {}) => costOf(schema(), parse(query), null, variables);
const MAX_COST = readConfig({}).operations.cost;
const MAX_ANSWER_CHARACTERS = answerCharacters(MAX_COST);
const PAGE = 100;
const PLAIN: Readonly<Record<string, unknown>> = { Int: PAGE, Boolean: true };

/** A value of a type that can be executed; of an input, only what must be given. */
function anyOf(type: GraphQLInputType): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) return Array<string>(PAGE).fill('x');
  if (isEnumType(plain)) return plain.getValues()[0]?.name;
  if (isScalarType(plain)) return PLAIN[plain.name] ?? 'x';
  if (!isInputObjectType(plain)) return null;
  const needed = Object.values(plain.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map((field) => [field.name, anyOf(field.type)]));
}

describe('the cost of an operation', () => {
  const times = (count: number, field: string, name = 'a') =>
    Array.from({ length: count }, (_item, n) => `${name}${n}: ${field}`).join(' ');
  const onComments = (size: number, fields: string) =>
    `{ post(url: "https://blog.example") { comments(first: ${size}) { edges { node { ${fields} } } } } }`;

  it('counts each field, by whatever name, at each object', () => {
    const of = (count: number) => cost(onComments(10, times(count, 'id')));
    expect(of(5) - of(4)).toBe(10);
    expect(of(1_000)).toBeGreaterThan(10_000);
    expect(cost(onComments(20, 'id')) - cost(onComments(10, 'id'))).toBe(30);
  });

  it.each([
    ['body', 10_000],
    ['bodyHtml', 10_000],
    ['url', 2_000],
    ['post { title }', 300],
    ['post { url }', 2_000],
    ['author { about }', 5_000],
    ['author { interests }', 1_000],
    ['author { avatarUrl }', 2_000],
    ['author { homepageUrl }', 2_000],
    ['author { location }', 200],
    ['author { displayName }', 80],
    ['id', 100],
    ['__typename', 40],
  ])('lets no answer hold more than 20 million characters of %s', (field, characters) => {
    expect(MAX_ANSWER_CHARACTERS).toBe(20_000_000);
    const count = 30;
    const perText = cost(onComments(PAGE, times(count, field))) / (count * PAGE);
    expect((MAX_COST / perText) * characters).toBeLessThanOrEqual(MAX_ANSWER_CHARACTERS);
  });

  it('counts long names, which the answer repeats', () => {
    const name = 'a'.repeat(100_000);
    const perName = cost(onComments(PAGE, `${name}: id`)) / PAGE;
    expect((MAX_COST / perName) * name.length).toBeLessThanOrEqual(MAX_ANSWER_CHARACTERS);
  });

  it('counts what the schema tells of itself, which tools may ask for whole', () => {
    const whole = cost(getIntrospectionQuery({ inputValueDeprecation: true }));
    expect(whole).toBeGreaterThan(1_000);
    expect(whole).toBeLessThan(MAX_COST * 0.8);
    const often = `{ __schema { types { fields { ${times(1_200, 'description')} } } } }`;
    expect(cost(often)).toBeGreaterThan(MAX_COST);
  });

  it.each(Object.entries(operations))('leaves room with pages of 100: %s', (_name, text) => {
    expectRoom(text);
  });

  function expectRoom(text: string): void {
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation comes first.');
    const variables = Object.fromEntries(
      (operation.variableDefinitions ?? []).map(({ variable, type }) => [
        variable.name.value,
        anyOf(typeFromAST(schema(), type as never) as GraphQLType as GraphQLInputType),
      ]),
    );
    const whole = costOf(schema(), document, null, variables);
    expect(whole).toBeGreaterThan(0);
    expect(whole).toBeLessThan(MAX_COST * 0.8);
  }

  describeContract('of the contract', () => {
    const known = contractOperations.filter(
      (operation) => validate(schema(), documentOf(operation)).length === 0,
    );
    it.each(known.map(nameOf))('leaves room with pages of 100: %s', (name) => {
      expectRoom(textOf(name));
    });
  });
});

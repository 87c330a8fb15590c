import {
  buildSchema,
  execute,
  parse,
  validate,
  type ExecutionArgs,
  type GraphQLFieldResolver,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { executors } from '../../src/server/operations/execution';
import { Random } from '../support/random';
import { RandomOperation, resultAt, type Behaviour } from '../support/random-operations';

const OPERATIONS = 60;
/** A fragment that spreads others makes some grow without end. */
const MAX_LENGTH = 500;

const schema = withResolvers(
  buildSchema(`
    enum Mood { GLAD SAD }
    input Options { word: String = "from the schema", count: Int, mood: Mood = SAD }
    interface Being { name(options: Options): String, mood: Mood, friend: Being, strict: Being!, friends(first: Int = 2): [Being!] }
    type Person implements Being {
      name(options: Options): String, mood: Mood, friend: Being, strict: Being!, friends(first: Int = 2): [Being!]
      age: Int!, pets(first: Int, like: Mood = GLAD): [Pet]!, other: Person
    }
    type Robot implements Being {
      name(options: Options): String, mood: Mood, friend: Being, strict: Being!, friends(first: Int = 2): [Being!]
      serials: [[Int!]!], maker: Person!
    }
    type Cat { name: String!, owner: Person }
    type Dog { name(options: Options): String, owner: Person!, moods: [Mood!]! }
    union Pet = Cat | Dog
    type Query { being: Being, person: Person!, pets: [Pet!], count: Int, robot(options: Options): Robot }
    type Subscription { met: Being }
  `),
);

/** Every field resolves to something that depends on where it stands and what it is given. */
function withResolvers(built: GraphQLSchema): GraphQLSchema {
  const resolve: GraphQLFieldResolver<unknown, Behaviour> = (_source, args, context, info) =>
    resultAt(info, args, context);
  for (const name of ['Query', 'Subscription', 'Person', 'Robot', 'Cat', 'Dog']) {
    const type = built.getType(name);
    if (type && 'getFields' in type)
      for (const field of Object.values(type.getFields()))
        if ('args' in field) field.resolve = resolve;
  }
  return built;
}

/** A valid operation of that seed, some with all variables given and some with none. */
function operationOf(seed: number): Omit<ExecutionArgs, 'contextValue'> {
  for (let attempt = 0; ; attempt += 1) {
    const random = new Random(seed + attempt * 1_000_003);
    const operation = new RandomOperation(schema, random);
    const written =
      random.below(5) === 0
        ? operation.subscription('met', schema.getType('Being') as GraphQLInterfaceType)
        : operation.query(schema.getType('Query') as GraphQLObjectType);
    if (written.length > MAX_LENGTH) continue;
    const document = parse(written);
    if (validate(schema, document).length > 0) continue;
    const given = { yes: random.below(3) > 0, no: false, count: 7, word: 'given' };
    const variableValues = random.below(3) > 0 ? given : {};
    return { schema, document, variableValues, rootValue: { seed } };
  }
}

const answers = async (behaviour: Behaviour) => {
  const args = { ...operationOf(behaviour.seed), contextValue: behaviour };
  const expected = await execute(args);
  // Twice: the second time what is compiled is there already.
  return { expected, given: [await executors.compiled(args), await executors.compiled(args)] };
};

const sorted = (errors: readonly { toJSON(): object }[] = []) =>
  errors.map((error) => JSON.stringify(error)).sort();

describe('any operation', () => {
  it('that goes well is answered alike, compiled and interpreted, byte for byte', async () => {
    let fields = 0;
    for (let seed = 1; seed <= OPERATIONS; seed += 1) {
      const { expected, given } = await answers({ seed, faults: 0, promises: 25 });
      expect(expected.errors).toBeUndefined();
      for (const answer of given) expect(JSON.stringify(answer)).toBe(JSON.stringify(expected));
      fields += JSON.stringify(expected).split('":').length;
    }
    expect(fields).toBeGreaterThan(OPERATIONS * 5);
  });

  it('that goes wrong tells the same errors and nulls', async () => {
    let failed = 0;
    for (let seed = 1; seed <= OPERATIONS; seed += 1) {
      const { expected, given } = await answers({
        seed,
        faults: 4,
        promises: seed % 2 === 0 ? 0 : 100,
      });
      for (const answer of given) {
        expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
        expect(sorted(answer.errors)).toEqual(sorted(expected.errors));
      }
      if (expected.errors) failed += 1;
    }
    expect(failed).toBeGreaterThan(OPERATIONS / 10);
    expect(failed).toBeLessThan((OPERATIONS * 9) / 10);
  });
});

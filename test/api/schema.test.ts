import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';
import { printedSchema, schema } from '../../src/schema/build-schema';

/** A type and all that it is made of, each by its path. */
function* partsOf(type: GraphQLNamedType): Generator<[path: string, description: unknown]> {
  yield [type.name, type.description];
  if (isEnumType(type))
    for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
  if (isInputObjectType(type) || isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description];
      if ('args' in field)
        for (const argument of field.args)
          yield [`${type.name}.${field.name}(${argument.name})`, argument.description];
    }
}

const ownTypes = Object.values(schema().getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const parts = ownTypes.flatMap((type) => [...partsOf(type)]);

describe('the schema', () => {
  it('is the one that is committed: npm run schema', () => {
    const committed = readFileSync(join(__dirname, '../../schema.graphql'), 'utf8');
    expect(printedSchema()).toBe(committed);
  });

  it('explains every type, field, argument, value and input field', () => {
    expect(parts.length).toBeGreaterThan(150);
    const silent = parts.flatMap(([path, description]) =>
      typeof description === 'string' && /\S{2}/.test(description) ? [] : [path],
    );
    expect(silent).toEqual([]);
  });

  it('answers every mutation with what a person got wrong', () => {
    const mutations = Object.values(schema().getMutationType()!.getFields());
    for (const { name, type } of mutations)
      expect(`${name}: ${String(type)}`).toMatch(/^(\w)(\w*): \w\2Payload!$/);
    for (const type of ownTypes)
      if (isObjectType(type) && type.name.endsWith('Payload'))
        expect(String(type.getFields().userErrors?.type)).toBe('[UserError!]!');
  });

  it('pages every connection both ways', () => {
    const connections = ownTypes
      .filter((type) => isObjectType(type))
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => String(field.type).endsWith('Connection!'));
    expect(connections.length).toBeGreaterThan(5);
    for (const { type, field } of connections) {
      const names = field.args.map(({ name }) => name);
      expect([type.name, field.name, ...names]).toEqual(
        expect.arrayContaining(['first', 'after', 'last', 'before']),
      );
    }
  });
});

import { getNamedType, isInterfaceType, isLeafType, type GraphQLSchema } from 'graphql';
import {
  coordinate,
  fieldsOf,
  identityFieldOf,
  objectTypesOf,
  type AnyField,
  type CompositeType,
} from '../../support/audience/schema-walk';
import { FIELD_ARGUMENTS } from './asked';

/** How many items of a list are asked for, by how many things are asked for in full below it. */
const SIZES = [2, 2, 3, 6];
/** Parts of parts that lead to no thing: no list is as deep. */
const MAX_PARTS = 6;

export interface Depth {
  /** How many things, one reached from the other, are asked for in full; of the next the id alone. */
  readonly things: number;
  /** Of the first thing, only what that field leads to. */
  readonly only?: string;
  readonly isAsked?: (field: AnyField) => boolean;
}

export const isThing = (schema: GraphQLSchema, type: CompositeType): boolean =>
  identityFieldOf(schema, type) !== null;

export const isList = ({ args }: AnyField): boolean => args.some(({ name }) => name === 'first');

/** Selects every field of a type, of what its fields lead to, and so on. */
export function selectionOf(
  schema: GraphQLSchema,
  type: CompositeType,
  depth: Depth,
  parts = 0,
): string {
  const identity = identityFieldOf(schema, type);
  if (identity !== null && depth.things === 0) return `{ __typename ${identity} }`;
  if (parts > MAX_PARTS) throw new Error(`${type.name} is a part of a part of a part …`);
  const below = identity === null ? depth : { ...withoutOnly(depth), things: depth.things - 1 };
  const asked = (owner: CompositeType, field: AnyField, isAliased: boolean): string => {
    const to = getNamedType(field.type);
    const name = isAliased ? `${owner.name}__${field.name}: ${field.name}` : field.name;
    const head = `${name}${argumentsOf(owner, field, depth)}`;
    if (isLeafType(to)) return head;
    return `${head} ${selectionOf(schema, to as CompositeType, below, identity === null ? parts + 1 : 0)}`;
  };
  const isWanted = (field: AnyField) => {
    if (depth.isAsked?.(field) === false) return false;
    if (identity === null || depth.only === undefined) return true;
    return field.name === depth.only;
  };
  // Where a type of an interface has more than it, that is asked of the type; names that would clash are told apart.
  const shapes = new Map<string, string>();
  const texts = fieldsOf(type)
    .filter(isWanted)
    .map((field) => {
      shapes.set(field.name, String(field.type));
      return asked(type, field, false);
    });
  if (isInterfaceType(type))
    for (const object of objectTypesOf(schema, type)) {
      const own = fieldsOf(object).filter(
        (field) => isWanted(field) && type.getFields()[field.name] === undefined,
      );
      const inside = own.map((field) => {
        const shape = shapes.get(field.name) ?? String(field.type);
        shapes.set(field.name, shape);
        return asked(object, field, shape !== String(field.type));
      });
      if (inside.length > 0) texts.push(`... on ${object.name} { ${inside.join(' ')} }`);
    }
  const always = identity === null ? '__typename' : `__typename ${identity}`;
  return `{ ${[always, ...texts.filter((text) => text !== identity)].join(' ')} }`;
}

/** The fields of the things first met below a type that lead further: with each as `only`, all of them are asked. */
export function waysFrom(schema: GraphQLSchema, type: CompositeType): string[] {
  const found = new Set<string>();
  const visited = new Set<CompositeType>();
  const visit = (at: CompositeType): void => {
    if (visited.has(at)) return;
    visited.add(at);
    for (const owner of new Set([at, ...objectTypesOf(schema, at)]))
      for (const field of fieldsOf(owner)) {
        const to = getNamedType(field.type);
        if (isLeafType(to)) continue;
        if (isThing(schema, at)) found.add(field.name);
        else visit(to as CompositeType);
      }
  };
  visit(type);
  return [...found];
}

function argumentsOf(owner: CompositeType, field: AnyField, { things }: Depth): string {
  const given = FIELD_ARGUMENTS[coordinate(owner, field)];
  const size = isList(field) ? `first: ${SIZES[Math.min(things, 3)] ?? 2}` : '';
  const texts = [size, given ?? ''].filter((text) => text !== '');
  const needed = field.args.find((argument) => argument.type.toString().endsWith('!'));
  if (needed && given === undefined)
    throw new Error(
      `Say in asked.ts with which "${needed.name}" ${coordinate(owner, field)} is asked for.`,
    );
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

const withoutOnly = ({ only: _only, ...rest }: Depth): Depth => rest;

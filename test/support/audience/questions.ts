import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import {
  askedFor,
  argumentsFor,
  audienceOf,
  facesOf,
  fieldsOf,
  identityFieldOf,
} from './schema-walk';
import type { AnyField, CompositeType } from './schema-walk';

/** What was told of one field of one object. */
export interface Told {
  /** As `Comment.body`. */
  readonly field: string;
  /** The same for the same object, whoever was told. */
  readonly identity: string;
  /** As JSON. */
  readonly value: string;
}

const INSIDE = 'inside__';

/**
 * Selects every field of a type, through the type itself and through each of its interfaces, and those of its parts, such
 * as pages of lists. The answer is to be read by {@link toldIn}.
 *
 * @param isOpen whether all who are shown such an object are shown the same lists of it. Otherwise the lists that depend on
 * the viewer are compared as a whole only: their items are not the same ones for all
 */
export function questionsAbout(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  isOpen: boolean,
): string {
  const identity = identityFieldOf(schema, type);
  const own = facesOf(type).map(
    (face) =>
      `... on ${face.name} { ${fieldsOf(face)
        .map((field) => alone(schema, face, field))
        .join(' ')} }`,
  );
  const inside = fieldsOf(type).flatMap((field) => {
    const part = getNamedType(field.type);
    if (!isObjectType(part) || identityFieldOf(schema, part) !== null) return [];
    if (audienceOf(field) === 'VIEWER' && !isOpen) return [];
    const questions = questionsAbout(schema, part, isOpen);
    return `${INSIDE}${field.name}: ${field.name}${argumentsFor(field)} { ${questions} }`;
  });
  return ['__typename', ...(identity === null ? [] : [identity]), ...own, ...inside].join(' ');
}

const alone = (schema: GraphQLSchema, type: CompositeType, field: AnyField): string =>
  `${type.name}__${field.name}: ${askedFor(schema, field)}`;

/** Finds the answers to {@link questionsAbout} in an answer, wherever in it they are. */
export function* toldIn(answer: unknown, path = ''): Generator<Told> {
  if (typeof answer !== 'object' || answer === null) return;
  const { id, cursor } = answer as { id?: string; cursor?: string };
  const identity = id ?? cursor ?? path;
  for (const [key, value] of Object.entries(answer)) {
    const isInside = key.startsWith(INSIDE);
    const [type, name] = key.split('__');
    if (!isInside && type && name)
      yield { field: `${type}.${name}`, identity, value: JSON.stringify(value) };
    else yield* toldIn(value, `${identity}.${key}`);
  }
}

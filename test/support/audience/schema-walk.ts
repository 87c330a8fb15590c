import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

export type CompositeType = GraphQLObjectType | GraphQLInterfaceType;
export type AnyField = GraphQLField<unknown, unknown>;

/** A field of a type, named as `Comment.body`. */
export const coordinate = (type: CompositeType, field: AnyField): string =>
  `${type.name}.${field.name}`;

export const fieldsOf = (type: CompositeType): AnyField[] => Object.values(type.getFields());

export const audienceOf = (field: AnyField): unknown => field.extensions.audience;

/** The object types that a value of a type may have. */
export function objectTypesOf(schema: GraphQLSchema, type: GraphQLNamedType): GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isLeafType(type) || !('resolveType' in type) ? [] : [...schema.getPossibleTypes(type)];
}

/** The type itself, and the interfaces through which its fields can be asked for as well. */
export const facesOf = (type: GraphQLObjectType): CompositeType[] => [
  type,
  ...type.getInterfaces(),
];

export function subscriptionsOf(schema: GraphQLSchema): AnyField[] {
  const type = schema.getSubscriptionType();
  return type ? fieldsOf(type) : [];
}

/** Every object and interface type that a message of a subscription may show, at any depth. */
export function reachableTypes(schema: GraphQLSchema): CompositeType[] {
  const found = new Set<CompositeType>();
  const visit = (type: GraphQLNamedType): void => {
    if ((isInterfaceType(type) || isObjectType(type)) && !found.has(type)) {
      found.add(type);
      for (const field of fieldsOf(type)) visit(getNamedType(field.type));
    }
    for (const object of objectTypesOf(schema, type))
      for (const face of facesOf(object)) if (!found.has(face)) visit(face);
  };
  for (const { type } of subscriptionsOf(schema)) visit(getNamedType(type));
  return [...found];
}

export interface ClassifiedField {
  /** As `Comment.body`. */
  readonly name: string;
  readonly audience: unknown;
  /** Whether objects are told apart by it. */
  readonly isIdentity: boolean;
}

/** Every field of {@link reachableTypes}. */
export function reachableFields(schema: GraphQLSchema): ClassifiedField[] {
  return reachableTypes(schema).flatMap((type) =>
    fieldsOf(type).map((field) => ({
      name: coordinate(type, field),
      audience: audienceOf(field),
      isIdentity: identityFieldOf(schema, type) === field.name,
    })),
  );
}

/** The object types of the messages themselves. */
export function messageTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const types = subscriptionsOf(schema).flatMap(({ type }) =>
    objectTypesOf(schema, getNamedType(type)),
  );
  return [...new Set(types)];
}

/** Finds out once what there is to say of a type, which is of one schema alone. */
function remembered<Value>(find: (schema: GraphQLSchema, type: GraphQLNamedType) => Value) {
  const known = new WeakMap<GraphQLNamedType, { value: Value }>();
  return (schema: GraphQLSchema, type: GraphQLNamedType): Value => {
    const found = known.get(type) ?? { value: find(schema, type) };
    known.set(type, found);
    return found.value;
  };
}

/**
 * The field by which two viewers know that they were shown the same: an id, or a message's cursor. Null for what is but
 * a part of something else, such as a page of a list.
 */
export const identityFieldOf = remembered((schema, type): string | null => {
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  if (type.getFields().id) return 'id';
  const isMessage = objectTypesOf(schema, type).some((one) => messageTypes(schema).includes(one));
  return isMessage && type.getFields().cursor ? 'cursor' : null;
});

/** Whether all that a type tells is for the viewer: then one viewer alone is ever shown such an object. */
export const isOwn = remembered((schema, type): boolean => {
  if (!isObjectType(type)) return false;
  const identity = identityFieldOf(schema, type);
  const telling = fieldsOf(type).filter(({ name }) => name !== identity);
  return telling.length > 0 && telling.every((field) => audienceOf(field) === 'VIEWER');
});

/** The arguments with which every field is asked for: short lists. @throws for a field that needs any other */
export function argumentsFor(field: AnyField): string {
  const needed = field.args.find(isRequiredArgument);
  if (needed)
    throw new Error(`Say in schema-walk.ts with which "${needed.name}" to ask for ${field.name}.`);
  return field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
}

/** Asks for a field's value as far as it tells one value from another: see {@link identityOf}. */
export const askedFor = (schema: GraphQLSchema, field: AnyField): string =>
  `${field.name}${argumentsFor(field)} ${identityOf(schema, getNamedType(field.type))}`;

/** How deep parts of parts are compared: a list's page, its edges, what they say. */
const PARTS_DEPTH = 4;

/**
 * A selection that is answered the same for the same value: of what has an id, that; of a part of something else, all that
 * every viewer is to be told alike; of a part that no two viewers are shown, everything.
 */
function identityOf(schema: GraphQLSchema, type: GraphQLNamedType, depth = PARTS_DEPTH): string {
  if (isLeafType(type)) return '';
  const identity = identityFieldOf(schema, type);
  if (identity !== null) return `{ __typename ${identity} }`;
  const parts = isObjectType(type) && depth > 0 ? fieldsOf(type) : [];
  const texts = parts
    .filter((part) => audienceOf(part) === 'EVERYONE' || isOwn(schema, type))
    .map((part) => {
      const below = identityOf(schema, getNamedType(part.type), depth - 1);
      return `${part.name}${argumentsFor(part)} ${below}`;
    });
  return `{ ${['__typename', ...texts].join(' ')} }`;
}

import { getNamedType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import {
  argumentsFor,
  askedFor,
  audienceOf,
  coordinate,
  facesOf,
  fieldsOf,
  identityFieldOf,
  isOwn,
  messageTypes,
  objectTypesOf,
  type AnyField,
  type CompositeType,
} from './schema-walk';

/** The fields and inline fragments that lead from a message to a place below it. */
type Way = readonly string[];

/** A field whose value may depend on who asks, and the ways on which messages show it. */
export interface DependentField {
  /** As `Comment.body`. */
  readonly name: string;
  readonly type: CompositeType;
  readonly field: AnyField;
  readonly ways: readonly Way[];
}

export const FORMS = ['plain', 'alias', 'fragment', 'interface'] as const;
export type Form = (typeof FORMS)[number];

/** The key under which the form "alias" has the value. */
export const ALIAS = 'told';

/**
 * Every field of a message and below it that is not for everyone, with the shortest way to it through each field that
 * leads to its type. Ways go only through what can be shared: the field itself must decide whether it is. But for the
 * messages that are one viewer's own: ways go to what they tell of.
 */
export function dependentFields(schema: GraphQLSchema): DependentField[] {
  const found = new Map<string, { type: CompositeType; field: AnyField; ways: Way[] }>();
  for (const message of messageTypes(schema))
    for (const { type, way } of placesBelow(schema, message))
      for (const owner of typesAt(schema, type))
        for (const field of fieldsOf(owner)) {
          if (audienceOf(field) === 'EVERYONE') continue;
          const name = coordinate(owner, field);
          if (identityFieldOf(schema, owner) === null)
            throw new Error(`${name} has nothing by which HTTP could be asked for the same.`);
          const entry = found.get(name) ?? { type: owner, field, ways: [] };
          found.set(name, entry);
          entry.ways.push(way);
        }
  return [...found].map(([name, entry]) => ({ name, ...entry }));
}

interface Place {
  readonly type: CompositeType;
  readonly way: Way;
}

/** Where a message of that type has objects: breadth first, each field once. */
function placesBelow(schema: GraphQLSchema, message: CompositeType): Place[] {
  const places: Place[] = [{ type: message, way: [`... on ${message.name}`] }];
  const known = new Set<CompositeType>();
  const passed = new Set<AnyField>();
  const ownFields = isOwn(schema, message) ? fieldsOf(message) : [];
  // What is pushed meanwhile is visited as well.
  for (const { type, way } of places) {
    if (known.has(type)) continue;
    known.add(type);
    for (const owner of typesAt(schema, type))
      for (const field of fieldsOf(owner)) {
        const below = getNamedType(field.type);
        const isShared = ['EVERYONE', 'UNBLOCKED'].includes(String(audienceOf(field)));
        const isPassable = isShared || ownFields.includes(field);
        const isOfInterface = owner !== type && type.getFields()[field.name] !== undefined;
        if (!isPassable || isOfInterface || passed.has(field)) continue;
        if (!isObjectType(below) && !isInterfaceType(below)) continue;
        passed.add(field);
        const step = `${field.name}${argumentsFor(field)}`;
        const narrowed = owner === type ? way : [...way, `... on ${owner.name}`];
        places.push({ type: below, way: [...narrowed, step] });
      }
  }
  return places;
}

/** The type of a place, and those that an object there may have. */
const typesAt = (schema: GraphQLSchema, type: CompositeType): CompositeType[] => [
  ...new Set([type, ...objectTypesOf(schema, type)]),
];

const on = (type: CompositeType, selection: string) => `... on ${type.name} { ${selection} }`;

/** Selects one dependent field everywhere in a message, in one of the forms; null where it has no such form. */
export function selectionOf(
  schema: GraphQLSchema,
  { type, field, ways }: DependentField,
  form: Form,
): { selection: string; fragments: string } | null {
  const value = askedFor(schema, field);
  const identity = `__typename ${identityFieldOf(schema, type) ?? ''}`;
  const plain = on(type, `${identity} ${value}`);
  const everywhere = (selection: string, fragments = '') => ({
    selection: atEndsOf(ways, selection),
    fragments,
  });
  switch (form) {
    case 'plain':
      return everywhere(plain);
    case 'alias':
      return everywhere(on(type, `${identity} ${ALIAS}: ${value}`));
    case 'fragment':
      return everywhere('...Told', `fragment Told on ${type.name} { ${identity} ${value} }`);
    case 'interface': {
      const faces = isObjectType(type) ? facesOf(type).filter((face) => face !== type) : [];
      const having = faces.find((face) => face.getFields()[field.name] !== undefined);
      const [face] = faces;
      if (having) return everywhere(on(having, `${identity} ${value}`));
      return face ? everywhere(on(face, plain)) : null;
    }
  }
}

/** Puts a selection at the end of each way. Where ways go together they are told once. */
function atEndsOf(ways: readonly Way[], selection: string): string {
  const ends = ways.flatMap(([step]) => (step === undefined ? [selection] : []));
  const steps = new Set(ways.flatMap(([step]) => step ?? []));
  const onward = [...steps].map((step) => {
    const further = ways.filter((way) => way[0] === step).map((way) => way.slice(1));
    return `${step} { ${atEndsOf(further, selection)} }`;
  });
  return [...ends.slice(0, 1), ...onward].join(' ');
}

/** Whether it is a field of the messages themselves, which HTTP does not have. */
export const isOfMessage = (schema: GraphQLSchema, { type }: DependentField): boolean =>
  identityFieldOf(schema, type) === 'cursor';

/** Asks for all dependent fields of objects by their ids; to be read by `toldIn`. */
export function questionAboutIds(schema: GraphQLSchema, fields: readonly DependentField[]): string {
  const questions = fields
    .filter((field) => !isOfMessage(schema, field))
    .map(({ name, type, field }) =>
      on(type, `${name.replace('.', '__')}: ${askedFor(schema, field)}`),
    );
  return `query Ask($ids: [ID!]!) { nodes(ids: $ids) { id ${questions.join(' ')} } }`;
}

export interface ToldLive {
  /** That of the object, or the cursor of the message. */
  readonly id: string;
  /** As JSON. */
  readonly value: string;
}

type Identity = 'id' | 'cursor';

/** Finds what a message tells of a dependent field that was selected by {@link selectionOf}. */
export function* toldLive(
  schema: GraphQLSchema,
  dependent: DependentField,
  form: Form,
  message: unknown,
): Generator<ToldLive> {
  const { type, field } = dependent;
  const key = form === 'alias' ? ALIAS : field.name;
  const identity: Identity = isOfMessage(schema, dependent) ? 'cursor' : 'id';
  const names = new Set(objectTypesOf(schema, type).map(({ name }) => name));
  function* within(part: unknown): Generator<ToldLive> {
    if (typeof part !== 'object' || part === null) return;
    const { __typename: typename, ...rest } = part as Record<
      '__typename' | Identity,
      string | undefined
    >;
    const id = rest[identity];
    const isOwner = typename !== undefined && names.has(typename) && id !== undefined;
    for (const [name, value] of Object.entries(part))
      if (isOwner && name === key) yield { id, value: JSON.stringify(value) };
      else yield* within(value);
  }
  yield* within(message);
}

import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { identityFieldOf } from '../../support/audience/schema-walk';

/** A thing in place of itself. */
export interface Ref {
  readonly thing: string;
  readonly type: string;
}

/** The list that a value is a page, or a part of a page, of. */
export interface ListPage {
  /** As `Profile.activity`. */
  readonly field: string;
  /** Its place: the thing that has it, and the field. */
  readonly place: string;
  /** How many items were asked for. */
  readonly first: number;
  /** Those that were told. */
  readonly items: readonly string[];
  readonly cursors: readonly string[];
}

/** What was told of one field of one thing, or of a part of it. */
export interface Told {
  readonly type: string;
  readonly field: string;
  /** The id of the thing that has the field, or the place of the part that has it. */
  readonly holder: string;
  /** The holder, and the field with its arguments. */
  readonly place: string;
  /** Things are told as {@link Ref}, other parts as "a part". */
  readonly value: unknown;
  /** From the root, for people. */
  readonly path: string;
  readonly page: ListPage | null;
}

export const A_PART = 'a part';

const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'thing' in value;

/** The ids of the things in a value. */
export const thingsIn = (value: unknown): Ref[] =>
  Array.isArray(value) ? value.flatMap(thingsIn) : isRef(value) ? [value] : [];

/** Reads the answer to an operation that asks for `__typename` and the id everywhere. */
export function toldIn(schema: GraphQLSchema, query: string, data: unknown): Told[] {
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  const root = schema.getRootType(operation.operation);
  const reader = new Reader(schema);
  if (root && data != null)
    reader.read(root, operation.selectionSet, data, {
      holder: root.name,
      path: '',
      page: null,
    });
  return reader.told;
}

type Answer = Record<string, any>;
type At = { holder: string; path: string; page: ListPage | null };

class Reader {
  readonly told: Told[] = [];

  constructor(private readonly schema: GraphQLSchema) {}

  read(type: GraphQLObjectType, { selections }: SelectionSetNode, answer: Answer, at: At): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.readField(type, selection, answer, at);
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
      const on = this.schema.getType(selection.typeCondition?.name.value ?? type.name);
      const isOn = on === type || (isInterfaceType(on) && this.schema.isSubType(on, type));
      if (isOn) this.read(type, selection.selectionSet, answer, at);
    }
  }

  private readField(type: GraphQLObjectType, node: FieldNode, answer: Answer, at: At): void {
    const field = type.getFields()[node.name.value];
    const value = answer[node.alias?.value ?? node.name.value];
    if (!field || value === undefined) return;
    const others = node.arguments?.filter(({ name }) => name.value !== 'first') ?? [];
    const named = `${field.name}${others.length > 0 ? `(${others.map(print).join(', ')})` : ''}`;
    const place = `${at.holder}.${named}`;
    const path = `${at.path}.${named}`;
    const first = node.arguments?.find(({ name }) => name.value === 'first');
    const page = first
      ? pageOf(value, `${type.name}.${field.name}`, place, Number(valueFromASTUntyped(first.value)))
      : at.page;
    const isLeaf = isLeafType(getNamedType(field.type));
    const told = isLeaf ? value : this.inShort(value);
    const { holder } = at;
    this.told.push({ type: type.name, field: field.name, holder, place, value: told, path, page });
    if (isLeaf || !node.selectionSet) return;
    const parts: unknown[] = Array.isArray(value) ? value : [value];
    for (const [index, part] of parts.entries()) {
      if (part === null || typeof part !== 'object') continue;
      const below = part as Answer;
      const belowType = this.schema.getType(below.__typename);
      if (!isObjectType(belowType)) throw new Error(`${path} has no __typename.`);
      const identity = identityFieldOf(this.schema, belowType);
      const item = below.node?.id ?? index;
      const partPlace = Array.isArray(value) ? `${place}/${item}` : place;
      this.read(belowType, node.selectionSet, below, {
        holder: identity === null ? partPlace : idOf(below, identity),
        path,
        page: identity === null ? page : null,
      });
    }
  }

  private inShort(value: unknown): unknown {
    if (value === null) return null;
    if (Array.isArray(value)) return value.map((item) => this.inShort(item));
    const { __typename: type, node } = value as Answer;
    const found = this.schema.getType(type);
    const identity = found ? identityFieldOf(this.schema, found) : null;
    if (identity !== null) return { thing: idOf(value as Answer, identity), type } satisfies Ref;
    return node?.id === undefined
      ? A_PART
      : ({ thing: node.id, type: node.__typename } satisfies Ref);
  }
}

/** A checkpoint has the cursor of the message before it. */
const idOf = (thing: Answer, identity: string): string =>
  identity === 'cursor' ? `${thing.__typename}:${thing.cursor}` : thing[identity];

function pageOf(value: any, field: string, place: string, first: number): ListPage {
  const edges: any[] = value?.edges ?? [];
  return {
    ...{ field, place, first },
    items: edges.map(({ node }) => node.id),
    cursors: edges.map(({ cursor }) => cursor),
  };
}

import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { Page, PageItem, PageRequest } from '../database/page';
import { badUserInput } from '../errors';
import { decodeListCursor, encodeListCursor, encodeLiveCursor, type ListKind } from './cursor';
import { ForEveryone } from './audience';

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many items from the start, 1 to 100; 20 if not given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items after this edge cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many items from the end, 1 to 100, instead of `first`.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items before this edge cursor.' })
  before?: string | null;
}

@ObjectType('PageInfo', { description: 'Where a page lies in its list.', simpleResolvers: true })
export class PageInfoType {
  @ForEveryone()
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @ForEveryone()
  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;

  @ForEveryone()
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge, for `before`.' })
  startCursor!: string | null;

  @ForEveryone()
  @Field(() => String, { nullable: true, description: 'Cursor of the last edge, for `after`.' })
  endCursor!: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

type PageInfo = { readonly [Field in keyof PageInfoType]: PageInfoType[Field] };

export interface Connection<Node, E extends Edge<Node> = Edge<Node>> {
  readonly edges: readonly E[];
  readonly pageInfo: PageInfo;
  /** Null for lists that no live feed continues. */
  readonly liveCursor: string | null;
}

/** @throws DomainError BAD_USER_INPUT */
export function toPageRequest(
  kind: ListKind,
  { first, after, last, before }: ConnectionArgs,
): PageRequest {
  if (first != null && last != null) throw badUserInput('Give "first" or "last", not both.');
  const lower = after == null ? null : decodeListCursor(kind, 'after', after);
  const upper = before == null ? null : decodeListCursor(kind, 'before', before);
  return {
    limit: checkSize(first, 'first') ?? checkSize(last, 'last') ?? DEFAULT_SIZE,
    isBackward: last != null,
    after: lower?.key ?? null,
    before: upper?.key ?? null,
    position: lower?.position ?? upper?.position ?? null,
  };
}

function checkSize(size: number | null | undefined, argument: string): number | null {
  if (size == null) return null;
  if (size < 1 || size > MAX_SIZE)
    throw badUserInput(`Argument "${argument}" must be from 1 to ${MAX_SIZE}.`);
  return size;
}

/** The size of the page that those arguments ask for, as far as they are valid: for reckoning costs. */
export function pageSizeOf(args: Record<string, unknown>): number {
  const size = args.first ?? args.last ?? DEFAULT_SIZE;
  return typeof size === 'number' ? Math.min(Math.max(size, 1), MAX_SIZE) : DEFAULT_SIZE;
}

/** A connection whose nodes are the page's items. */
export function toConnection<Item>(kind: ListKind, page: Page<Item>): Connection<Item> {
  return toConnectionOf(kind, page, (item) => ({ node: item }));
}

/** A connection whose edges say more than their node. */
export function toConnectionOf<Item, Node, More extends { node: Node }>(
  kind: ListKind,
  page: Page<Item>,
  toEdge: (item: Item) => More,
): Connection<Node, More & Edge<Node>> {
  const { position } = page;
  const cursorOf = ({ key }: PageItem<Item>) => encodeListCursor(kind, { key, position });
  const edges = page.items.map((item) => ({ cursor: cursorOf(item), ...toEdge(item.item) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: page.hasPrevious,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    liveCursor: position && encodeLiveCursor(position),
  };
}

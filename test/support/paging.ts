import type { Member, TestApp } from './app';

/** One list as tests read it: where it is in the schema, and what its items show. */
export interface List {
  readonly name: string;
  /** Its field, and those above it, around the arguments of a page and the selection of a connection. */
  readonly field: (page: string, items: string) => string;
  /** What to select of a node beside its id. */
  readonly node?: string;
  readonly hasLiveCursor: boolean;
  readonly by?: Member;
}

/** Somebody's home feed, with what each activity tells. */
export const homeOf = (by: Member): List => ({
  name: 'viewer.homeFeed',
  field: (page, items) => `viewer { homeFeed(${page}) ${items} }`,
  node: `__typename occurredAt actor { username }
    ... on CommentActivity { comment { id body } }
    ... on FollowActivity { followee { username } }
    ... on FavoriteActivity { subject { id } }`,
  hasLiveCursor: true,
  by,
});

/** The arguments of a connection. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** Sends the query of one page and gives the whole answer. */
export function sendPage(app: TestApp, list: List, page: PageArguments) {
  const selection = `{
    ${list.hasLiveCursor ? 'liveCursor' : ''}
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id ${list.node ?? ''} } } }`;
  const query = `query($first: Int, $after: String, $last: Int, $before: String) {
    ${list.field('first: $first, after: $after, last: $last, before: $before', selection)} }`;
  return app.send(query, page, list.by?.token ?? null);
}

/** One page of a list. @throws with the errors, if there are any */
export async function readPage(app: TestApp, list: List, page: PageArguments): Promise<any> {
  const { data, errors } = await sendPage(app, list, page);
  if (errors) throw new Error(JSON.stringify(errors));
  return findConnection(data);
}

/** A whole list, page by page from its first item to its last, or from its last to its first. */
export async function readPages(
  app: TestApp,
  list: List,
  size: number,
  direction: 'forward' | 'backward',
): Promise<any[]> {
  const pages: any[] = [];
  let more: PageArguments | null = direction === 'forward' ? { first: size } : { last: size };
  while (more) {
    const page: any = await readPage(app, list, more);
    pages.push(page);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (direction === 'forward') more = hasNextPage ? { first: size, after: endCursor } : null;
    else more = hasPreviousPage ? { last: size, before: startCursor } : null;
    if (pages.length > 1_000) throw new Error('The list does not end.');
  }
  return direction === 'forward' ? pages : pages.reverse();
}

export const edgesOf = (pages: any[]): any[] => pages.flatMap((page) => page.edges);

export const idsOf = (pages: any[]): string[] => edgesOf(pages).map((edge) => edge.node.id);

function findConnection(data: any): any {
  if (data.edges) return data;
  const inner = Object.values(data).find((value) => typeof value === 'object' && value !== null);
  if (!inner) throw new Error(`No list in ${JSON.stringify(data)}`);
  return findConnection(inner);
}

import { buildSchema, Kind, parse, validate, type OperationDefinitionNode } from 'graphql';
import { isShareable } from '../../src/schema/selection-audience';

const SCHEMA = `
  type Query { unused: Int }
  type Subscription { notes(after: String): Message! other: Message! }
  interface Message { cursor: String! }
  type Added implements Message { cursor: String! note: Liked! thing: Thing! }
  type Gone implements Message { cursor: String! why: String }
  interface Liked { likes: Int! rank: Int! viewerLikes: Boolean! age: Int }
  type Note implements Liked { likes: Int! rank: Int! viewerLikes: Boolean! age: Int body: String! related(first: Int): [Note!]! unmarked: Int }
  type Page implements Liked { likes: Int! rank: Int! viewerLikes: Boolean! age: Int title: String! }
  union Thing = Note | Page`;

/** The rank of a note is the same for everyone, that of a page is not; the age of each is, which the interface does not say. */
const MARKS: Record<string, readonly string[]> = {
  EVERYONE: [
    ...['Message.cursor', 'Added.cursor', 'Added.note', 'Added.thing', 'Gone.cursor', 'Gone.why'],
    ...['Liked.likes', 'Note.likes', 'Page.likes', 'Liked.rank', 'Note.rank', 'Note.related'],
    ...['Note.age', 'Page.age'],
  ],
  UNBLOCKED: ['Note.body', 'Page.title'],
  VIEWER: ['Liked.viewerLikes', 'Note.viewerLikes', 'Page.viewerLikes', 'Page.rank'],
};

const schema = buildSchema(SCHEMA);
for (const [audience, names] of Object.entries(MARKS))
  for (const name of names) {
    const [type, field] = name.split('.') as [string, string];
    const found = schema.getType(type);
    if (found && 'getFields' in found) found.getFields()[field]!.extensions = { audience };
  }

/** Whether the operation of that name, or the first, can be shared. */
function isShared(text: string, name?: string): boolean {
  const document = parse(text);
  const isOperation = (node: { kind: Kind }): node is OperationDefinitionNode =>
    node.kind === Kind.OPERATION_DEFINITION;
  const operations = document.definitions.filter(isOperation);
  const operation = operations.find((one) => name === undefined || one.name?.value === name);
  if (!operation) throw new Error('There is no such operation.');
  return isShareable(schema, document, operation);
}

const message = (selection: string, fragments = '') =>
  `subscription S($yes: Boolean = true) { notes { ${selection} } } ${fragments}`;
const note = (selection: string, fragments = '') =>
  message(`... on Added { note { ${selection} } }`, fragments);

type Case = readonly [why: string, text: string];

const SHARED: Case[] = [
  ['the same for everyone', message('cursor')],
  ['the same for all but the blocked', note('... on Note { body } ... on Page { title }')],
  ['a field by another name', note('mine: likes')],
  ['the name of the type', message('__typename ... on Added { note { __typename } }')],
  ['the name of a type of a union', message('... on Added { thing { __typename } }')],
  ['an inline fragment without a type', note('... { likes }')],
  ['a field that only its types say it of', note('... on Note { age } ... on Page { age }')],
  ['a type of a union', message('... on Added { thing { ... on Note { body } } }')],
  ['a field that is the same for everyone in that type', note('... on Note { rank }')],
  ['its field in a fragment', 'subscription { ... on Subscription { notes { cursor } } }'],
  ['a list', note('... on Note { related(first: 2) { related { body } } }')],
  [
    'fragments in fragments',
    note('...A', 'fragment A on Note { ...B } fragment B on Note { body }'),
  ],
  ['a private fragment that nobody uses', message('cursor', 'fragment A on Note { viewerLikes }')],
  [
    'a private operation beside it',
    `${message('cursor')} subscription T { other { ... on Added { note { viewerLikes } } } }`,
  ],
  ['a fragment that names itself', note('...A', 'fragment A on Note { related { ...A } }')],
];

const PRIVATE: Case[] = [
  ['a field for the viewer', note('... on Note { viewerLikes }')],
  ['a field that nobody has marked', note('... on Note { unmarked }')],
  ['one among many', note('likes ... on Note { body related { likes viewerLikes } }')],
  ['a field by the name of another', note('... on Note { body: viewerLikes likes }')],
  ['a field of an interface', note('viewerLikes')],
  ['a field of an interface that is private in one of its types', note('rank')],
  ['a field of an interface that does not say it itself', note('age')],
  ['the same through an inline fragment', note('... on Liked { rank }')],
  ['the same through a named fragment', note('...A', 'fragment A on Liked { rank }')],
  ['a field in a type that has it private', note('... on Page { rank }')],
  ['an inline fragment without a type', note('... { viewerLikes }')],
  ['a type of a union', message('... on Added { thing { ... on Page { viewerLikes } } }')],
  [
    'an interface within a union',
    message('... on Added { thing { ... on Liked { viewerLikes } } }'),
  ],
  ['a fragment', note('...A', 'fragment A on Note { viewerLikes }')],
  [
    'a fragment in a fragment',
    note('...A', 'fragment A on Note { related { ...B } } fragment B on Note { viewerLikes }'),
  ],
  ['a fragment that stands before it', `fragment A on Note { viewerLikes } ${note('...A')}`],
  [
    'a fragment that is used twice',
    note('...A ... on Note { related { ...A } }', 'fragment A on Note { body viewerLikes }'),
  ],
  [
    'a second fragment',
    note('...A ...B', 'fragment A on Note { body } fragment B on Note { viewerLikes }'),
  ],
  ['what a directive leaves out', note('... on Note { viewerLikes @skip(if: true) }')],
  ['what a variable may take in', note('... on Note { viewerLikes @include(if: $yes) }')],
  [
    'a fragment that a directive leaves out',
    note('... on Note @include(if: false) { viewerLikes }'),
  ],
  ['what the schema says of itself', '{ __schema { queryType { name } } }'],
  ['what the schema does not have', message('... on Added { secret }')],
];

describe('an operation can be shared', () => {
  it.each(SHARED)('with %s', (_why, text) => {
    expect(isShared(text)).toBe(true);
  });

  it.each(PRIVATE)('but not with %s', (_why, text) => {
    expect(isShared(text)).toBe(false);
  });

  it('or not, each of a document for itself', () => {
    const text = `subscription A { notes { ...M } } subscription B { notes { ...M ...N } }
      fragment M on Message { cursor } fragment N on Message { ... on Added { note { viewerLikes } } }`;
    expect(isShared(text, 'A')).toBe(true);
    expect(isShared(text, 'B')).toBe(false);
  });

  it('in whatever its clients may send: the examples here are valid, but for what says otherwise', () => {
    const faulty = [...SHARED, ...PRIVATE].filter(([, text]) =>
      validate(schema, parse(text)).some(({ message: fault }) => !/never used|itself/.test(fault)),
    );
    expect(faulty.map(([why]) => why)).toEqual(['what the schema does not have']);
  });
});

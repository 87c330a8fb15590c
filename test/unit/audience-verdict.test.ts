import { buildSchema, graphqlSync, isObjectType, type GraphQLSchema } from 'graphql';
import { questionsAbout, toldIn } from '../support/audience/questions';
import { reachableFields } from '../support/audience/schema-walk';
import { faultOf, type Answer } from '../support/audience/verdict';

const SCHEMA = `
  type Query { note: Note diary: Diary }
  type Subscription { notes: NoteAdded! }
  type NoteAdded { cursor: String! note: Note diary: Diary }
  interface Liked { viewerLikes: Boolean! likes: Int! }
  type Note implements Liked { id: ID! title: String body: String viewerLikes: Boolean! likes: Int! pages(first: Int): Pages! }
  type Pages { total: Int! unread: Int! }
  type Diary { id: ID! secret: String! }
  type Unreached { id: ID! words: String! }`;

const MARKS: Record<string, string> = {
  ...{ 'NoteAdded.cursor': 'EVERYONE', 'NoteAdded.note': 'EVERYONE', 'NoteAdded.diary': 'VIEWER' },
  ...{ 'Liked.viewerLikes': 'VIEWER', 'Liked.likes': 'EVERYONE' },
  ...{ 'Note.id': 'EVERYONE', 'Note.title': 'EVERYONE', 'Note.body': 'UNBLOCKED' },
  ...{ 'Note.viewerLikes': 'VIEWER', 'Note.likes': 'EVERYONE', 'Note.pages': 'EVERYONE' },
  ...{ 'Pages.total': 'EVERYONE', 'Pages.unread': 'VIEWER' },
  ...{ 'Diary.id': 'EVERYONE', 'Diary.secret': 'VIEWER' },
};

/** The schema with its marks, of which some are other ones. */
function marked(others: Record<string, string | undefined>): GraphQLSchema {
  const schema = buildSchema(SCHEMA);
  for (const [name, audience] of Object.entries({ ...MARKS, ...others })) {
    const [type, field] = name.split('.') as [string, string];
    const found = schema.getType(type);
    if (found && 'getFields' in found) found.getFields()[field]!.extensions = { audience };
  }
  return schema;
}

/** Zoe is blocked by whoever wrote the note. */
const told = (viewer: string) => {
  const note = {
    ...{ __typename: 'Note', id: 'n1', title: 'Bees', likes: 2 },
    body: viewer === 'zoe' ? '' : 'They hum.',
    viewerLikes: viewer === 'ann',
    pages: { total: 3, unread: viewer === 'ann' ? 0 : 3 },
  };
  const diary = { id: `of ${viewer}`, secret: `I am ${viewer}.` };
  return { note, diary, added: { cursor: 'c1', note, diary } };
};

const VIEWERS = ['ann', 'bob', 'zoe'];

/** The faults of the schema's marks, with what three viewers are told of two objects and a message. */
function faults(others: Record<string, string | undefined>, viewers = VIEWERS): string[] {
  const schema = marked(others);
  const about = (name: string) => {
    const type = schema.getType(name);
    return isObjectType(type) ? `{ ${questionsAbout(schema, type, true)} }` : '';
  };
  const source = `{ note ${about('Note')} diary ${about('Diary')} }`;
  const answers = viewers.flatMap((viewer): Answer[] => {
    const { data, errors } = graphqlSync({ schema, source, rootValue: told(viewer) });
    expect(errors).toBeUndefined();
    return [...toldIn(data)].map((one) => ({ ...one, viewer, isBlocked: viewer === 'zoe' }));
  });
  const message = ['ann', 'bob', 'zoe'].flatMap((viewer): Answer[] =>
    [
      { field: 'NoteAdded.note', value: '{"id":"n1"}' },
      { field: 'NoteAdded.diary', value: `{"id":"of ${viewer}"}` },
    ].map((one) => ({ ...one, identity: 'c1', viewer, isBlocked: false })),
  );
  return reachableFields(schema).flatMap((field) => {
    const all = [...answers, ...message].filter((answer) => answer.field === field.name);
    const fault = faultOf(field, all);
    return fault === null ? [] : `${field.name}: ${fault}`;
  });
}

describe('the judgement of whom a field is the same for', () => {
  it('finds no fault in what is right, and passes over what no message shows', () => {
    expect(faults({})).toEqual([]);
  });

  it.each([
    ['nobody has classified', { 'Note.title': undefined }],
    ['is classified by no word that there is', { 'Note.title': 'ALL' }],
    ['differs between viewers', { 'Note.body': 'EVERYONE' }],
    ['differs where it stands in a part of an object', { 'Pages.unread': 'EVERYONE' }],
    ['differs between those who are not blocked', { 'Pages.unread': 'UNBLOCKED' }],
    ['differs by its name', { 'Note.viewerLikes': 'EVERYONE' }],
    ['differs and stands in an interface', { 'Liked.viewerLikes': 'UNBLOCKED' }],
    ['no block changes', { 'Note.title': 'UNBLOCKED' }],
    ['no viewer changes', { 'Note.title': 'VIEWER' }],
    ['no two viewers are shown', { 'Diary.secret': 'EVERYONE' }],
    ['tells objects apart and is said to differ', { 'Note.id': 'VIEWER' }],
    ['refers each viewer to something else', { 'NoteAdded.diary': 'EVERYONE' }],
  ] as [string, Record<string, string | undefined>][])('finds the one that %s', (_why, others) => {
    const [name] = Object.keys(others);
    expect(faults(others)).toContainEqual(expect.stringContaining(`${name}: `));
  });

  it('finds whatever was not asked of two viewers at least', () => {
    const unsure = faults({}, ['ann']).map((fault) => fault.split(':', 1)[0]);
    const certain = [
      'NoteAdded.cursor',
      'NoteAdded.note',
      'NoteAdded.diary',
      'Note.id',
      'Diary.id',
    ];
    expect(new Set([...unsure, ...certain])).toEqual(new Set(Object.keys(MARKS)));
    expect(unsure).not.toEqual(expect.arrayContaining([expect.stringMatching(/^NoteAdded/)]));
  });
});

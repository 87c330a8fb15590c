import { PASSWORD, TestApp, type Member } from '../support/app';
import { Moderating } from '../support/moderating';
import { codesOf, post } from '../support/http';
import { operations } from '../support/operations';

const URL = 'https://blog.example/one';

const SCHEMA = `{ __schema {
  queryType { fields { name args { name type { ...Type } } type { ...Type } } }
  mutationType { fields { name args { name type { ...Type } } } }
  types { name kind inputFields { name type { ...Type } } } } }
  fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

/** A text argument: its field, the path to it in the arguments, and whether it is in a list. */
interface Place {
  readonly operation: 'query' | 'mutation';
  readonly field: string;
  readonly argument: string;
  /** The argument's type, as a document writes it. */
  readonly type: string;
  readonly inputField: string | null;
  readonly isList: boolean;
}

describe('odd characters', () => {
  let app: TestApp;
  let ann: Member;
  let sound: Record<string, string | boolean>;
  let places: Place[];

  beforeAll(async () => {
    app = await TestApp.start();
    // Some of it only an administrator can send.
    ann = await new Moderating(app).promote(await app.join('ann'), 'ADMINISTRATOR');
    const comment = await app.comment(ann, URL);
    sound = {
      ...{ username: 'fresh', email: 'fresh@example.com', password: PASSWORD, identifier: 'ann' },
      ...{ query: 'ann', url: URL, body: 'Words', id: ann.id, profileId: ann.id },
      ...{ commentId: comment.id, subjectId: comment.id, inReplyToId: comment.id, approve: true },
      ...{ words: 'KEEP', reason: 'SPAM', status: 'PUBLISHED', role: 'MEMBER' },
      ...{ kind: 'WORD', effect: 'HOLD' },
    };
    places = placesOf((await app.data(SCHEMA)).__schema);
  });
  afterAll(() => app.close());

  const nameOf = (type: any): string => type.name ?? nameOf(type.ofType);
  const isListed = (type: any): boolean =>
    type.kind === 'LIST' || (type.ofType ? isListed(type.ofType) : false);
  const written = ({ kind, name, ofType }: any): string => {
    if (kind === 'NON_NULL') return `${written(ofType)}!`;
    return kind === 'LIST' ? `[${written(ofType)}]` : name;
  };
  const isRequired = (type: any): boolean => type.kind === 'NON_NULL';
  const isText = (type: any): boolean => ['String', 'ID'].includes(nameOf(type));

  let required: Map<string, string[]>;
  /** Every text that a client can send with a query or mutation. */
  function placesOf(schema: any): Place[] {
    const inputs = new Map<string, any[]>(
      schema.types.flatMap((type: any) =>
        type.inputFields ? [[type.name, type.inputFields]] : [],
      ),
    );
    required = new Map();
    const found: Place[] = [];
    for (const operation of ['query', 'mutation'] as const)
      for (const field of schema[`${operation}Type`].fields)
        for (const { name: argument, type } of field.args) {
          const at = { operation, field: field.name, argument, type: written(type) };
          const place = (inputField: string | null, of: any) =>
            found.push({ ...at, inputField, isList: isListed(of) });
          if (isText(type)) place(null, type);
          const fields = inputs.get(nameOf(type)) ?? [];
          for (const input of fields) if (isText(input.type)) place(input.name, input.type);
          const must = fields.filter((input) => isRequired(input.type)).map((input) => input.name);
          required.set(`${field.name}.${argument}`, must);
        }
    return found;
  }

  /** The smallest operation that sends a text to a place, and is sound but for it. */
  function operationFor(place: Place, text: string): { query: string; variables: object } {
    const { operation, field, argument, type, inputField, isList } = place;
    const value = isList ? [text] : text;
    const must = required.get(`${field}.${argument}`) ?? [];
    const others = Object.fromEntries(must.map((name) => [name, sound[name] ?? 'sound']));
    // A comment goes to one place only.
    if (field === 'addComment' && !/postUrl|postId|inReply/.test(inputField ?? ''))
      others.postUrl = `${URL}/${text.length}`;
    const given = inputField === null ? value : { ...others, [inputField]: value };
    const query = field === 'searchProfiles' && argument !== 'query' ? 'query: "ann", ' : '';
    return {
      query: `${operation}($given: ${type}) { ${field}(${query}${argument}: $given) { __typename } }`,
      variables: { given },
    };
  }

  it('are looked for in every text that can be sent', () => {
    expect(places.length).toBeGreaterThan(35);
    const names = places.map(
      ({ field, inputField, argument }) => `${field} ${inputField ?? argument}`,
    );
    expect(names).toEqual(
      expect.arrayContaining(['profile username', 'join follow', 'nodes ids', 'publicFeed after']),
    );
  });

  it.each([
    ['NUL alone', '\u0000'],
    ['NUL inside', 'ann\u0000ann'],
    ['NUL at the end', 'ann\u0000'],
    ['half of a surrogate pair', '\ud83d'],
    ['the other half, inside', 'ann\ude00ann'],
    ['noncharacters', '\uffff\u{10ffff}\ufdd0'],
    ['control characters', '\u0001\u001b[31m\u007f\u0085'],
    ['direction marks', '\u202eann\u2066'],
    ['a megaphone of marks', `a${'\u0301'.repeat(500)}`],
  ])('never make a fault of the server: %s', async (_what, text) => {
    for (const place of places) {
      const body = operationFor(place, text);
      const { answer, status } = await post(app, body, { authorization: `Bearer ${ann.token}` });
      const codes = codesOf({ answer });
      expect({ body, codes }).toEqual({ body, codes: codes.map(() => 'BAD_USER_INPUT') });
      expect(status).toBe(200);
    }
  });

  it('of half a pair become one that can be shown', async () => {
    const comment = await app.comment(ann, URL, 'half \ud83d of a pair, whole 😀');
    expect(comment.body).toBe('half \ufffd of a pair, whole 😀');
    const { node } = await app.data(operations.Node, { id: comment.id });
    expect(node.body).toBe(comment.body);
    const { profile } = await app.mutate('UpdateProfile', { about: '\ude00 and 😀' }, ann);
    expect(profile.about).toBe('\ufffd and 😀');
  });
});

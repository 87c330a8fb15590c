import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import { rateNames, type RateName, type Rates } from '../../src/rates/rate';
import { schema } from '../../src/schema/build-schema';
import { RawSocket } from '../realtime/raw-socket';
import { TestApp, type Member } from '../support/app';
import { codesOf, post } from '../support/http';
import { only } from '../support/rates';

const HOUR_MS = 3_600_000;

/** Moderators are trusted; of others these ask nothing of the database. */
const OF_MODERATORS: readonly RateName[] = [];
/** Whoever wants to get out must always be let out; each takes a session, of which sign-in limits how many there are. */
const WAY_OUT: readonly RateName[] = [];

/** How often each mutation may be done. */
const MUTATIONS: Readonly<Record<string, readonly RateName[]>> = {
  addBlockListEntry: OF_MODERATORS,
  addComment: ['comments'],
  addFavorite: ['favorites'],
  blockProfile: ['blocks'],
  changeEmail: ['account'],
  changePassword: ['account'],
  confirmEmail: ['account'],
  confirmProfileClaim: ['claims'],
  decideProfileClaim: OF_MODERATORS,
  deleteAccount: ['account'],
  deleteComment: ['comments'],
  editComment: ['comments'],
  followProfile: ['follows'],
  join: ['join'],
  markNotificationsSeen: ['notifications'],
  moderateComment: OF_MODERATORS,
  removeBlockListEntry: OF_MODERATORS,
  removeFavorite: ['favorites'],
  reportComment: ['reports'],
  requestEmailVerification: ['account'],
  requestPasswordReset: ['recovery'],
  requestProfileClaim: ['claims'],
  resetPassword: ['recovery'],
  revokeSession: ['account'],
  setAccountRole: OF_MODERATORS,
  signIn: ['signIn', 'signInName'],
  signOut: WAY_OUT,
  signOutEverywhere: WAY_OUT,
  unblockProfile: ['blocks'],
  unfollowProfile: ['follows'],
  updateProfile: ['profile'],
  updateSiteSettings: OF_MODERATORS,
};

/** Whoever reads is limited by what an operation may cost, and otherwise not. */
const QUERIES: Readonly<Record<string, readonly RateName[]>> = {
  blockList: [],
  moderationDecisions: [],
  moderationQueue: [],
  node: [],
  nodes: [],
  pendingClaims: [],
  post: [],
  profile: [],
  publicFeed: [],
  searchProfiles: ['search'],
  viewer: [],
};

/** Rates of what is no field. */
const OF_REQUESTS: readonly RateName[] = ['badTokens'];

type Root = 'query' | 'mutation';

const fieldsOf = (root: Root) =>
  (root === 'query' ? schema().getQueryType() : schema().getMutationType())?.getFields() ?? {};

/** Something that fits a type; no more of it than must be given. */
function valueOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return `[${valueOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${needed.map((field) => `${field.name}: ${valueOf(field.type)}`).join(', ')} }`;
  }
  return { Boolean: 'false', Int: '1' }[type.name] ?? '"UHJvZmlsZToxOTk5OTk"';
}

/** A document with a field of a root type, and as little else as it must have. */
function documentOf(root: Root, name: string): string {
  const field = fieldsOf(root)[name];
  if (!field) throw new Error(`There is no ${root} ${name}.`);
  const given = field.args
    .filter((argument) => isNonNullType(argument.type))
    .map((argument) => `${argument.name}: ${valueOf(argument.type)}`);
  const below = isCompositeType(getNamedType(field.type));
  const selected = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
  return `${root} { ${selected} ${below ? '{ __typename }' : ''} }`;
}

describe('how often each field may be asked for', () => {
  let app: TestApp;
  let now = Date.now();
  let members = 0;
  /** As the server is told them, so that they can be changed while it runs. */
  const rates: { -readonly [Name in keyof Rates]: Rates[Name] } = { ...only({}) };

  beforeAll(async () => {
    app = await TestApp.start({ rates }, { clock: () => now });
  });
  afterAll(() => app.close());

  /** Has those named allow one an hour, and all else be as often as one likes; nothing was done yet. */
  const limit = (names: readonly RateName[]) => {
    now += 2 * HOUR_MS;
    Object.assign(rates, only(Object.fromEntries(names.map((name) => [name, '1/h']))));
  };
  const somebody = (): Promise<Member> => {
    limit([]);
    members += 1;
    return app.join(`member${members}`);
  };
  const byHttp = async (document: string, by: Member) => {
    const codes = codesOf(
      await post(app, { query: document }, { authorization: `Bearer ${by.token}` }),
    );
    // It has been run.
    expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED');
    return codes;
  };
  let runs = 0;
  const bySocket = async (socket: RawSocket, document: string): Promise<string[]> => {
    runs += 1;
    const [{ payload }] = await socket.run(`run${runs}`, document);
    return (payload.errors ?? []).map(({ extensions }: any) => extensions.code);
  };

  const TABLE = [
    ...Object.entries(MUTATIONS).map(([name, taken]) => ['mutation', name, taken] as const),
    ...Object.entries(QUERIES).map(([name, taken]) => ['query', name, taken] as const),
  ];

  it('is written down of every mutation and query, and every rate is of something', () => {
    expect(Object.keys(MUTATIONS)).toEqual(Object.keys(fieldsOf('mutation')).sort());
    expect(Object.keys(QUERIES)).toEqual(Object.keys(fieldsOf('query')).sort());
    const taken = new Set([...TABLE.flatMap(([, , names]) => names), ...OF_REQUESTS]);
    expect([...taken].sort()).toEqual([...rateNames].sort());
  });

  it.each(TABLE)('of the %s %s is limited by %j alone', async (root, name, taken) => {
    const document = documentOf(root, name);
    for (const rate of taken) {
      const by = await somebody();
      limit([rate]);
      expect(await byHttp(document, by)).not.toContain('RATE_LIMITED');
      expect(await byHttp(document, by)).toEqual(['RATE_LIMITED']);
      now += HOUR_MS;
      expect(await byHttp(document, by)).not.toContain('RATE_LIMITED');
    }
    const others = rateNames.filter((rate) => !taken.includes(rate) && !OF_REQUESTS.includes(rate));
    const by = await somebody();
    limit(others);
    for (let time = 0; time < 2; time += 1)
      expect(await byHttp(document, by)).not.toContain('RATE_LIMITED');
  });

  it.each(TABLE.filter(([, , taken]) => taken.length > 0))(
    'of the %s %s is counted together with HTTP over WebSocket',
    async (root, name, [rate]) => {
      const document = documentOf(root, name);
      const by = await somebody();
      const socket = await RawSocket.ready(app, by);
      limit([rate!]);
      expect(await byHttp(document, by)).not.toContain('RATE_LIMITED');
      expect(await bySocket(socket, document)).toEqual(['RATE_LIMITED']);
      await socket.close();
    },
  );

  it('is what an account is exported by, too', async () => {
    const by = await somebody();
    limit(['account']);
    const ask = () =>
      fetch(`${app.url}/export/me`, { headers: { authorization: `Bearer ${by.token}` } });
    const first = await ask();
    await first.arrayBuffer();
    expect([first.status, (await ask()).status]).toEqual([200, 429]);
  });
});

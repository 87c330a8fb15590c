import { audit } from '../../src/audit/audit';
import { differenceText } from '../../src/audit/difference-text';
import { Passwords } from '../../src/accounts/password';
import { createApp, type App, type AppOptions } from '../../src/app';
import { readConfig, type Config } from '../../src/config';
import { newDatabase, type FreshDatabase } from './database';
import { operations } from './operations';

export interface GraphQLAnswer {
  readonly data?: any;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: { code: string } }[];
}

/** Somebody who joined: their token, username and the global id of their profile. */
export interface Member {
  readonly username: string;
  readonly id: string;
  readonly token: string;
  /** The address that they come from, for a server behind a proxy. */
  readonly from?: string;
}

/** As real as those of production, at the least that argon2 can cost: most tests have people join, and few are about it. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** The many people of a test come from one address. */
const UNLIMITED = { rates: null, maxConnectionsPerAddress: null };

export const PASSWORD = 'correct horse battery';

/** The real app on a port of its own with a fresh database, and the ways to talk to it. */
export class TestApp {
  private constructor(
    readonly app: App,
    private readonly database: FreshDatabase,
  ) {}

  static async start(config: Partial<Config> = {}, options: AppOptions = {}): Promise<TestApp> {
    const database = await newDatabase();
    return TestApp.on(database, config, options);
  }

  /** Starts the app on a database that exists already, as after a restart. */
  static async on(
    database: FreshDatabase,
    config: Partial<Config> = {},
    options: AppOptions = {},
  ): Promise<TestApp> {
    const base = readConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent', NODE_ENV: 'test' });
    const passwords = new Passwords(CHEAP);
    const app = await createApp(
      { ...base, port: 0, ...UNLIMITED, ...config },
      { passwords, ...options },
    );
    return new TestApp(app, database);
  }

  get url(): string {
    return this.app.url;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get socketUrl(): string {
    return `${this.app.url.replace(/^http/, 'ws')}/graphql`;
  }

  /** Sends one operation over HTTP and gives the whole answer. */
  async send(
    query: string,
    variables: object = {},
    token: string | null = null,
    from?: string,
  ): Promise<GraphQLAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(from !== undefined && { 'x-forwarded-for': from }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphQLAnswer;
  }

  /** Sends one operation and gives its data. @throws with the errors, if there are any */
  async data(query: string, variables: object = {}, by: Member | null = null): Promise<any> {
    const { data, errors } = await this.send(query, variables, by?.token ?? null, by?.from);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Sends a mutation that takes one `input`, and gives its payload. */
  async mutate(
    name: keyof typeof operations,
    input: object,
    by: Member | null = null,
  ): Promise<any> {
    const data = await this.data(operations[name], { input }, by);
    return Object.values(data)[0];
  }

  async join(username: string, more: object = {}): Promise<Member> {
    const input = { username, email: `${username}@example.com`, password: PASSWORD, ...more };
    const { session, profile, userErrors } = await this.mutate('Join', input);
    if (!session) throw new Error(JSON.stringify(userErrors));
    return { username, id: profile.id, token: session.token };
  }

  /** Comments on a page, or in reply, and gives the comment. @throws when it is refused */
  async comment(by: Member, target: string | { id: string }, body = `Words ${Math.random()}`) {
    const place = typeof target === 'string' ? { postUrl: target } : { inReplyToId: target.id };
    const { comment, userErrors } = await this.mutate('AddComment', { ...place, body }, by);
    if (!comment) throw new Error(JSON.stringify(userErrors));
    return comment;
  }

  async follow(by: Member, whom: Member): Promise<void> {
    const { userErrors } = await this.mutate('Follow', { profileId: whom.id }, by);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  }

  /** Stops the app and keeps the database. */
  async stop(): Promise<FreshDatabase> {
    await this.app.close();
    return this.database;
  }

  /** Stops the app for good, once an audit has found nothing wrong with what it wrote. */
  async close(): Promise<void> {
    try {
      const { differences } = await audit(this.app.database);
      if (differences.length > 0) throw new Error(differences.map(differenceText).join('\n'));
    } finally {
      await this.discard();
    }
  }

  /** Stops an app whose database the test itself has put out of step. */
  async discard(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }
}

import { ConfigError, readConfig } from '../../src/config';

function faultsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      isProduction: false,
      port: 4000,
      host: 'localhost',
      databaseUrl: 'sqlite:./data/rejoinder.db',
      redisUrl: null,
      publicUrl: null,
      logLevel: 'info',
      hasOpenSites: true,
      corsOrigins: [],
      checkpointIntervalMs: 30_000,
      subscriptionBuffer: 1_000,
      answerMemoryBytes: 256 * 1024 * 1024,
      feedLogRetentionMs: 7 * 24 * 60 * 60 * 1000,
      trustedProxies: 0,
      smtpUrl: null,
      mailFrom: 'Rejoinder <rejoinder@localhost>',
      maxSocketsPerAddress: 100,
      maxConnectionsPerAddress: 300,
      maxSubscriptionsPerSocket: 100,
      hasMetrics: true,
      hasIntrospection: true,
      hasSandbox: true,
      operations: {
        depth: 24,
        tokens: 4_000,
        aliases: 200,
        directives: 100,
        cost: 100_000,
      },
    });
    const inProduction = { hasIntrospection: false, hasSandbox: false };
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject(inProduction);
  });

  it('takes what is given', () => {
    const config = readConfig({
      NODE_ENV: 'production',
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://ann@db.example:5432/rejoinder',
      REDIS_URL: 'rediss://:secret@redis.example:6380',
      PUBLIC_URL: 'https://rejoinder.example/',
      LOG_LEVEL: 'warn',
      OPEN_SITES: 'false',
      CORS_ORIGINS: 'https://a.example/, http://b.example:8080 ,',
      CHECKPOINT_INTERVAL_MS: '500',
      SUBSCRIPTION_BUFFER: '10',
      FEED_LOG_RETENTION_HOURS: '2',
      TRUST_PROXY: '2',
      SMTP_URL: 'smtps://ann:secret@mail.example:465',
      MAIL_FROM: 'ann@blog.example',
      MAX_SOCKETS_PER_ADDRESS: '20',
      MAX_SUBSCRIPTIONS_PER_SOCKET: '30',
      METRICS: 'off',
    });
    expect(config).toMatchObject({
      isProduction: true,
      port: 8080,
      host: '0.0.0.0',
      databaseUrl: 'postgres://ann@db.example:5432/rejoinder',
      redisUrl: 'rediss://:secret@redis.example:6380',
      publicUrl: 'https://rejoinder.example',
      logLevel: 'warn',
      hasOpenSites: false,
      corsOrigins: ['https://a.example', 'http://b.example:8080'],
      checkpointIntervalMs: 500,
      subscriptionBuffer: 10,
      feedLogRetentionMs: 7_200_000,
      trustedProxies: 2,
      smtpUrl: 'smtps://ann:secret@mail.example:465',
      mailFrom: 'ann@blog.example',
      maxSocketsPerAddress: 20,
      maxSubscriptionsPerSocket: 30,
      hasMetrics: false,
    });
  });

  it('can do without limits, as a load test must', () => {
    const given = { MAX_SOCKETS_PER_ADDRESS: '20' };
    expect(readConfig({ ...given, RATE_LIMITS: 'on' }).maxSocketsPerAddress).toBe(20);
    expect(readConfig({ ...given, RATE_LIMITS: 'off' }).maxSocketsPerAddress).toBeNull();
    expect(readConfig({ MAX_SOCKETS_PER_ADDRESS: '0' }).maxSocketsPerAddress).toBeNull();
    expect(readConfig({ TRUST_PROXY: 'false' }).trustedProxies).toBe(0);
  });

  it('counts what is empty as not given', () => {
    expect(readConfig({ PORT: ' ', PUBLIC_URL: '', OPEN_SITES: '', DATABASE_URL: '' })).toEqual(
      readConfig({}),
    );
  });

  it('is not changed by what does not concern it, nor by anyone', () => {
    const config = readConfig({ PATH: '/bin', HOME: '/root' });
    expect(config).toEqual(readConfig({}));
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.corsOrigins)).toBe(true);
  });

  it.each([
    ...[
      ['PORT', 'many'],
      ['PORT', '-1'],
      ['PORT', '65536'],
      ['PORT', '80.5'],
    ],
    ...[
      ['NODE_ENV', 'prod'],
      ['LOG_LEVEL', 'loud'],
      ['OPEN_SITES', 'yes'],
      ['OPEN_SITES', 'TRUE'],
    ],
    ...[
      ['DATABASE_URL', 'mysql://x'],
      ['DATABASE_URL', 'sqlite:'],
      ['DATABASE_URL', './data.db'],
    ],
    ...[
      ['PUBLIC_URL', 'rejoinder.example'],
      ['PUBLIC_URL', 'ftp://rejoinder.example'],
    ],
    ...[
      ['CORS_ORIGINS', 'https://a.example,b'],
      ['CORS_ORIGINS', 'https://a.example/path'],
    ],
    ...[
      ['CHECKPOINT_INTERVAL_MS', '0'],
      ['CHECKPOINT_INTERVAL_MS', '30001'],
    ],
    ...[
      ['SUBSCRIPTION_BUFFER', '0'],
      ['SUBSCRIPTION_BUFFER', 'big'],
    ],
    ...[
      ['FEED_LOG_RETENTION_HOURS', '0'],
      ['FEED_LOG_RETENTION_HOURS', '1.5'],
    ],
    ...[
      ['TRUST_PROXY', 'true'],
      ['TRUST_PROXY', '-1'],
      ['TRUST_PROXY', '10'],
      ['TRUST_PROXY', '127.0.0.1'],
    ],
    ...[
      ['RATE_LIMITS', 'false'],
      ['MAX_SOCKETS_PER_ADDRESS', '-1'],
      ['MAX_SUBSCRIPTIONS_PER_SOCKET', '0'],
      ['METRICS', 'true'],
      ['INTROSPECTION', 'true'],
      ['SANDBOX', '1'],
      ['MAX_OPERATION_DEPTH', '0'],
      ['MAX_OPERATION_COST', 'much'],
    ],
  ])('does not take %s=%s', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: .`));
  });

  it('tells all of its faults at once, a line each', () => {
    const variables = {
      PORT: 'many',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'nowhere',
      LOG_LEVEL: 'loud',
      OPEN_SITES: 'maybe',
      CORS_ORIGINS: 'a,https://b.example,c',
    };
    const faults = faultsOf(variables);
    const names = faults.map((fault) => fault.split(':')[0]);
    expect(names.sort()).toEqual([...Object.keys(variables), 'CORS_ORIGINS'].sort());
    const lines = new ConfigError(faults).message.split('\n');
    expect(lines).toHaveLength(faults.length + 1);
  });

  it('repeats no password that a database URL holds', () => {
    const [fault] = faultsOf({ DATABASE_URL: 'mysql://ann:secret@db.example/x' });
    expect(fault).not.toContain('secret');
  });
});

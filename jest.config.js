const { existsSync } = require('node:fs');
const { availableParallelism } = require('node:os');

const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
  },
  module: { type: 'commonjs' },
};

const base = {
  testEnvironment: '<rootDir>/test/worker/environment.js',
  setupFiles: ['<rootDir>/test/worker/share-packages.js'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // The benchmarks have packages of their own.
  modulePathIgnorePatterns: ['<rootDir>/test/bench/'],
};

const project = (name, folders, globals) => ({
  ...base,
  displayName: name,
  testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  globals,
});

/** What talks to a database runs once on each. */
const WITH_DATABASE = ['api', 'realtime', 'security', 'interchange', 'torture'];

const postgresUrl = process.env.TEST_POSTGRES_URL;
if (!postgresUrl && process.env.CI)
  throw new Error('In CI the tests run on PostgreSQL too: set TEST_POSTGRES_URL.');
if (!postgresUrl)
  console.log(
    'Skipped: the tests on PostgreSQL. To run them: TEST_POSTGRES_URL=postgres://<user>@<host>/<database> npm test\n',
  );

const redisUrl = process.env.TEST_REDIS_URL;
if (!redisUrl && process.env.CI)
  throw new Error('In CI the tests with Redis run too: set TEST_REDIS_URL.');
if (!redisUrl)
  console.log(
    'Skipped: the tests with Redis. To run them: TEST_REDIS_URL=redis://<host>:<port> npm test\n',
  );

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (!existsSync(chromium) && !process.env.CI)
  console.log(
    `Skipped: the tests in a browser. To run them: install Chromium, and set CHROMIUM_PATH if it is not ${chromium}.\n`,
  );

module.exports = {
  testTimeout: 30_000,
  // Of two cores jest would use one by itself.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Node frees little of what a test file loaded while its worker lives: after a hundred, collecting it takes most of the
  // time. A worker that has grown so far is replaced before the next.
  workerIdleMemoryLimit: '600MB',
  projects: [
    project('unit', ['unit'], {}),
    ...(existsSync(chromium) || process.env.CI
      ? [project('web', ['web'], { postgresUrl: null })]
      : []),
    ...(redisUrl ? [project('redis', ['redis'], { postgresUrl: null, redisUrl })] : []),
    project('sqlite', WITH_DATABASE, { postgresUrl: null }),
    // SQLite has no connections that could be lost.
    ...(postgresUrl ? [project('postgres', [...WITH_DATABASE, 'postgres'], { postgresUrl })] : []),
  ],
};

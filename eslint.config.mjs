import tseslint from 'typescript-eslint';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** What speaks GraphQL or a network protocol: it stays above the services. */
const TRANSPORT = [
  ...['graphql', 'graphql/*', 'graphql-ws', 'graphql-ws/*', 'type-graphql', 'graphql-scalars'],
  ...['@apollo/*', '@as-integrations/*', 'fastify', '@fastify/*', 'ws'],
];

/** Dependencies point one way: main, app, server, schema, resolver, service, queries, database. */
const layer = (files, above, packages = []) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(packages.length > 0
            ? [{ group: packages, message: 'This layer knows nothing of the transport.' }]
            : []),
          { regex: `(${above.join('|')})$`, message: 'Dependencies point one way: see README.' },
        ],
      },
    ],
  },
});

/** Is on the other side of the wire. */
const CLIENT = ['/client/[^/]+'];
const TOP = ['/main', '/app', '/cli/[^/]+', '/demo/[^/]+', ...CLIENT];
const SERVER = ['/server/.+'];
const API = ['\\.resolver', '\\.subscription', '\\.type', '\\.input', '/schema/[^/]+'];
const SERVICES = ['\\.service', '/audit/[^/]+', '/live/[^/]+', '/interchange/(?!.+\\.entity$).+'];
const STATEMENTS = ['\\.queries', '\\.record', '-card', '-placing', '/recorder'];

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'data', 'jest.config.js'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
    },
  },
  layer(['src/**'], CLIENT),
  {
    files: ['src/client/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(?!\\./|graphql-ws/client$)', message: 'The client stands on its own.' },
          ],
        },
      ],
    },
  },
  layer(['src/database/**'], [...TOP, ...SERVER, ...API, ...SERVICES, ...STATEMENTS], TRANSPORT),
  layer(['src/**/*.entity.ts'], [...TOP, ...SERVER, ...API, ...SERVICES, ...STATEMENTS], TRANSPORT),
  layer(['src/**/*.{queries,record}.ts'], [...TOP, ...SERVER, ...API, ...SERVICES], TRANSPORT),
  layer(
    [
      'src/**/*.service.ts',
      'src/audit/**',
      'src/live/**',
      'src/interchange/**',
      'src/feed/recorder.ts',
    ],
    [...TOP, ...SERVER, ...API],
    TRANSPORT,
  ),
  layer(['src/**/*.{resolver,subscription,type,input}.ts', 'src/schema/**'], [...TOP, ...SERVER]),
  layer(['src/server/**'], TOP),
  { files: ['src/config.ts', 'test/**'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Answers of a GraphQL server have the shape that the operation asks for.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['src/demo/community/**', 'src/database/migrations/**'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
);

/* global requirePackage */
const { dependencies } = require('../../package.json');

// Which the tests use beside the program's own, and what is in packages under paths of their own.
const OTHERS = [
  ...['fast-check', 'reflect-metadata', 'smtp-server', 'graphql-ws/client'],
  ...['@apollo/server/plugin/disabled', '@apollo/server/plugin/landingPage/default'],
  ...['validator/lib/isEmail'],
];

for (const name of new Set([...Object.keys(dependencies), ...OTHERS]))
  jest.mock(name, () => requirePackage(name));

// Else graphql-js looks with each type that it is given whether another copy of itself made it. It decides as it is loaded.
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
requirePackage('graphql');
process.env.NODE_ENV = NODE_ENV;

// They note what the decorators of the project's modules say, which each file loads anew.
requirePackage('reflect-metadata');
requirePackage('type-graphql').getMetadataStorage().clear();
delete globalThis.typeormMetadataArgsStorage;

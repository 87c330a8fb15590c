import { faultOfJson } from '../../src/server/operations/json-size';

const MAX_NESTING = 50;
const MAX_VALUES = 2_000;
const deep = (count: number, open = '[', close = ']') => open.repeat(count) + close.repeat(count);
const list = (count: number) => JSON.stringify(Array(count).fill(1));

describe('the JSON of a message', () => {
  it.each([
    ['an operation', '{"query":"{ __typename }","variables":{"ids":["a","b"]}}'],
    ['as deep as may be', deep(MAX_NESTING)],
    ['with as many values as may be', list(MAX_VALUES - 1)],
    ['one after the other', `[${Array(900).fill('[]').join(',')}]`],
    ['brackets and commas within texts', JSON.stringify({ query: '[{,'.repeat(5_000) })],
    ['quotes within texts', JSON.stringify({ query: '"[\\"{,\\'.repeat(5_000) })],
    ['nothing', ''],
    ['no JSON', ']]]}}}'],
    ['a text without end', `"${'['.repeat(9_000)}`],
    ['a backslash at the end', `"${'['.repeat(9_000)}\\`],
  ])('may be parsed: %s', (_what, text) => {
    expect(faultOfJson(text)).toBeNull();
  });

  it.each([
    ['lists', deep(MAX_NESTING + 1)],
    ['objects', deep(MAX_NESTING + 1, '{"a":', '1}')],
    ['lists without an end', '['.repeat(100_000)],
    ['lists behind texts', `["\\\\","\\"",${deep(MAX_NESTING)}]`],
  ])('may not be too deep: %s', (_what, text) => {
    expect(faultOfJson(text)).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      message: `The operation is too complex. Its JSON has more than 50 objects and lists in each other; 50 are allowed.`,
      details: { nesting: MAX_NESTING + 1, limit: MAX_NESTING },
    });
  });

  it.each([
    ['items', list(MAX_VALUES)],
    [
      'members',
      JSON.stringify(Object.fromEntries(Array.from({ length: 2_500 }, (_, n) => [n, n]))),
    ],
    ['lists in lists', `[${Array(1_000).fill('[[]]').join(',')}]`],
  ])('may not have too many values: %s', (_what, text) => {
    expect(faultOfJson(text)).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      message: `The operation is too complex. Its JSON has more than 2000 values; 2000 are allowed.`,
      details: { values: MAX_VALUES + 1, limit: MAX_VALUES },
    });
  });
});

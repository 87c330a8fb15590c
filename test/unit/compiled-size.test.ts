import { getOperationAST, parse } from 'graphql';
import { schema } from '../../src/schema/build-schema';
import { CompiledSize } from '../../src/server/operations/compiled-size';
import { operations } from '../support/operations';

/** The least limit that an operation is within. */
function sizeOf(text: string): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  const isWithin = (limit: number) =>
    new CompiledSize(schema(), document, limit).isWithin(operation);
  let size = 0;
  while (!isWithin(size)) size += 1;
  return size;
}

describe('the size of what an operation is compiled to', () => {
  it.each([
    ['{ viewer { id email } }', 3],
    ['{ viewer { ...V ...V } } fragment V on Viewer { id }', 3],
    ['{ viewer { ... { id } ... on Node { id } ... on Profile { username } } }', 3],
    // What could be any of the types that have an id is counted for each of them.
    ['{ node(id: "x") { ... on Profile { username } ... on Comment { body } } }', 3],
    ['{ publicFeed { edges { node { id } } } }', 3 + 4],
    ['{ publicFeed { edges { node { actor { id } } } } }', 3 + 4 * 2],
    ['{ __typename __schema { types { name } } }', 2],
  ])('of %s is %d', (text, size) => {
    expect(sizeOf(text)).toBe(size);
  });

  it('is small for the operations of applications', () => {
    for (const text of Object.values(operations)) expect(sizeOf(text)).toBeLessThan(500);
  });

  it('is not counted to its end where levels multiply', () => {
    // Eight ways from each level to the next: 8 ^ 12 in all.
    const within = (levels: number): string => {
      if (levels === 0) return 'id';
      const below = `actor { activity { edges { node { ...L${levels - 1} } } } }`;
      return `${below} again: ${below}`;
    };
    const fragments = Array.from(
      { length: 12 },
      (_none, level) => `fragment L${level} on Activity { ${within(level)} }`,
    );
    const text = `{ publicFeed { edges { node { ...L11 } } } } ${fragments.join(' ')}`;
    const document = parse(text);
    const size = new CompiledSize(schema(), document, 1_000);
    expect(size.isWithin(getOperationAST(document)!)).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import { readConfig } from '../../src/config';
import { Kind, print } from 'graphql';
import { Documents } from '../../src/server/operations/documents';
import { contractOperations, describeContract, documentOf } from '../support/contract';

const rules = { limits: readConfig({}).operations, allowsIntrospection: true };
const documents = new Documents(rules);
const kept = (text: string) => documents.prepare(text);

describe('a document', () => {
  it('is parsed and validated once', () => {
    const text = '{ viewer { id } }';
    expect(kept(text)).toMatchObject({ kind: 'Document' });
    expect(kept(text)).toBe(kept(text));
    expect(kept(`${text} `)).not.toBe(kept(text));
  });

  it('that is not valid is not kept, and tells its faults each time', () => {
    const faults = kept('{ nothing }');
    expect(faults).toMatchObject([{ message: expect.stringContaining('nothing') }]);
    expect(kept('{ nothing }')).not.toBe(faults);
    expect(() => kept('{')).toThrow('Syntax Error');
  });

  it('of more tokens than an application sends is refused', () => {
    expect(() => kept(`{ ${'a '.repeat(5_000)} }`)).toThrow(
      /more than 4000 tokens; 4000 are allowed/,
    );
  });

  it('is found by Apollo Server, which names it by a prefix and the hash of its text', () => {
    const text = '{ viewer { email } }';
    const key = `schema:${createHash('sha256').update(text).digest('hex')}`;
    expect(documents.find(key)).toBeUndefined();
    const document = kept(text);
    expect(documents.find(key)).toBe(document);
  });

  it('gives way to others that are asked for, and comes back', () => {
    const long = (name: string) =>
      Array.from({ length: 600 }, (_, n) => `query ${name}${n} { __typename }`).join(' ');
    const first = kept(long('first'));
    for (let index = 0; index < 60; index += 1) kept(long(`other${index}n`));
    const again = kept(long('first'));
    expect(again).not.toBe(first);
    expect(kept(long('first'))).toBe(again);
  });
});

describeContract('a document with the operations of the contract', () => {
  it('may be all that clients send, and as much again', () => {
    const all = contractOperations.flatMap((operation) => documentOf(operation).definitions);
    const text = print({ kind: Kind.DOCUMENT, definitions: [...new Set(all)] });
    expect(contractOperations.length).toBeGreaterThan(20);
    expect(kept(text)).toHaveProperty('kind', 'Document');
    const renamed = text.replaceAll(/(query|mutation|subscription) (\w+)/g, '$1 Other$2');
    const operationsAgain = renamed.slice(0, renamed.indexOf('fragment '));
    expect(kept(`${text}\n${operationsAgain}`)).toHaveProperty('kind', 'Document');
  });
});

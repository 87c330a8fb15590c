import { createHash } from 'node:crypto';
import type { DocumentStore } from '@apollo/server';
import { validate, type DocumentNode, type GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { schema } from '../schema/build-schema';
import { parseBounded } from './query-limits';

const MAX_DOCUMENTS = 1_000;
/** Of all that are kept. */
const MAX_TOKENS = 100_000;
/** What a parsed token takes, about. */
const TOKEN_BYTES = 512;

/** The documents that were parsed and found valid, by the hash of their text: both transports serve the same schema. */
const documents = new LRUCache<string, DocumentNode>({
  max: MAX_DOCUMENTS,
  maxSize: MAX_TOKENS,
  sizeCalculation: tokensOf,
});

/**
 * Parses and validates a text, once for as long as it is kept.
 * @returns the document, or its faults
 * @throws GraphQLError for a syntax error
 */
export function preparedDocument(text: string): DocumentNode | readonly GraphQLError[] {
  const hash = createHash('sha256').update(text).digest('hex');
  const known = documents.get(hash);
  if (known) return known;
  const document = parseBounded(text);
  const faults = validate(schema(), document);
  if (faults.length > 0) return faults;
  documents.set(hash, document);
  return document;
}

/** The same documents for Apollo Server, whose keys are a prefix and that hash. */
export const documentStore: DocumentStore = {
  get: (key) => Promise.resolve(documents.get(hashIn(key))),
  set: (key, document) => {
    documents.set(hashIn(key), document);
    return Promise.resolve();
  },
  delete: (key) => Promise.resolve(documents.delete(hashIn(key))),
};

/** About how much memory a document takes, parsed. */
export const bytesOf = (document: DocumentNode): number =>
  (document.loc?.source.body.length ?? 0) + tokensOf(document) * TOKEN_BYTES;

const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

function tokensOf({ loc }: DocumentNode): number {
  let count = 1;
  for (let token = loc?.startToken.next; token; token = token.next) count += 1;
  return count;
}

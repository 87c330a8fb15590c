import { createHash } from 'node:crypto';
import {
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLError,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationLimits } from '../../config';
import { schema } from '../../schema/build-schema';
import { checkSize } from './document-size';
import { checkTokens } from './document-tokens';

const MAX_DOCUMENTS = 1_000;
/** Of all that are kept. */
const MAX_TOKENS = 100_000;
/** What a parsed token takes, about. */
const TOKEN_BYTES = 512;
/** Nobody reads more of them, and each names what was meant, which takes time to find. */
const MAX_FAULTS = 20;
const CLOSED_RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule];

export interface DocumentRules {
  readonly limits: OperationLimits;
  /** Whether the schema may be asked about itself. */
  readonly allowsIntrospection: boolean;
}

/**
 * The documents that were parsed and found good, by the hash of their text. Both transports take theirs from here: there
 * are no others.
 */
export class Documents {
  private readonly kept = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_TOKENS,
    sizeCalculation: tokensOf,
  });

  constructor(private readonly rules: DocumentRules) {}

  /**
   * Parses, measures and validates a text, once for as long as it is kept.
   * @returns the document, or its faults
   * @throws GraphQLError for a syntax error
   * @throws DomainError QUERY_TOO_COMPLEX
   */
  prepare(text: string): DocumentNode | readonly GraphQLError[] {
    const hash = createHash('sha256').update(text).digest('hex');
    const known = this.kept.get(hash);
    if (known) return known;
    const { limits, allowsIntrospection } = this.rules;
    checkTokens(text, limits.tokens);
    const document = parse(text);
    checkSize(document, limits);
    const rules = allowsIntrospection ? specifiedRules : CLOSED_RULES;
    const options = { maxErrors: MAX_FAULTS, hideSuggestions: !allowsIntrospection };
    const faults = validate(schema(), document, rules, options);
    if (faults.length > 0) return faults.map(asFaultOfDocument);
    this.kept.set(hash, document);
    return document;
  }

  /** One that was just prepared. @param key a prefix and the hash of its text */
  find(key: string): DocumentNode | undefined {
    return this.kept.get(hashIn(key));
  }
}

/** The same error: for another it would be looked once more for where it stands. */
function asFaultOfDocument(fault: GraphQLError): GraphQLError {
  fault.extensions.code = 'GRAPHQL_VALIDATION_FAILED';
  return fault;
}

/** About how much memory a document takes, parsed. */
export const bytesOf = (document: DocumentNode): number =>
  (document.loc?.source.body.length ?? 0) + tokensOf(document) * TOKEN_BYTES;

/** What a request takes by itself: its headers, of 16 KiB at most, its connection, and what it is answered with. */
export const REQUEST_BYTES = 32 * 1024;

/** About how much memory a request takes as long as it is not answered. @param length of what came with its document */
export const bytesOfRequest = (document: DocumentNode, length: number): number =>
  // A letter beyond Latin ones has two bytes for each of its text.
  REQUEST_BYTES + bytesOf(document) + 2 * length;

const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

function tokensOf({ loc }: DocumentNode): number {
  let count = 1;
  for (let token = loc?.startToken.next; token; token = token.next) count += 1;
  return count;
}

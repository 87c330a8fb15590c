/**
 * An operation: its text, or what has it: a `TypedDocumentString` of GraphQL Code Generator, or what the `gql` tag gives.
 * `Data` and `Variables` are its types, where it knows them.
 */
export type FeedDocument<Data = unknown, Variables = Record<string, unknown>> =
  string | TextDocument<Data, Variables>;

interface TextDocument<Data, Variables> {
  toString(): string;
  readonly loc?: { readonly source: { readonly body: string } } | undefined;
  /** Never there: GraphQL Code Generator declares it to carry the types. */
  __apiType?: (variables: Variables) => Data;
}

/** Where a `$after` is no variable: strings and comments. */
const NO_CODE = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\r\n])*"|#[^\r\n]*/g;

/** The text of a document. @throws TypeError when it has none, or is one that cannot be resumed */
export function textOf(document: FeedDocument): string {
  const text = typeof document === 'string' ? document : writtenIn(document);
  if (!/\$after\b/.test(text.replace(NO_CODE, ' ')))
    throw new TypeError('The document must have a variable $after, which says where to go on.');
  return text;
}

function writtenIn(document: Exclude<FeedDocument, string>): string {
  if (document.loc) return document.loc.source.body;
  if (document.toString === Object.prototype.toString)
    throw new TypeError("The document has no text: give what graphql's print(document) gives.");
  return document.toString();
}

import type { Json } from '../reading/values';

const CONTEXT = 'https://www.w3.org/ns/activitystreams';

/** One object a line, each a document of its own. */
export async function* linesText(objects: AsyncIterable<Json>): AsyncGenerator<string> {
  for await (const object of objects)
    yield `${JSON.stringify({ '@context': CONTEXT, ...object })}\n`;
}

/** One document, which holds all. */
export async function* collectionText(objects: AsyncIterable<Json>): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},"type":"OrderedCollection","orderedItems":[`;
  let separator = '\n';
  for await (const object of objects) {
    yield `${separator}${JSON.stringify(object)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

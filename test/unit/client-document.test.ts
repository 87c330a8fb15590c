import { textOf } from '../../src/client/document';

describe('a document that a feed is asked with', () => {
  it.each([
    'subscription ($after: String) { publicFeed(after: $after) { cursor } }',
    'subscription Named($url: String!, $after: String) { postFeed(url: $url, after: $after) { cursor } }',
    'subscription ($after: String) { # to "begin" \n publicFeed(after: $after) { cursor } }',
  ])('can be resumed where it has $after', (text) => {
    expect(textOf(text)).toBe(text);
  });

  it.each([
    'subscription { publicFeed { cursor } }',
    'subscription ($afterwards: String) { publicFeed(after: $afterwards) { cursor } }',
    'subscription { # not $after \n publicFeed { cursor } }',
    'subscription { postFeed(url: "https://blog.example/$after") { cursor } }',
    'subscription { postFeed(url: """a "quoted" $after""") { cursor } }',
    String.raw`subscription { postFeed(url: "\" $after") { cursor } }`,
  ])('is refused where $after is no variable of it: %s', (text) => {
    expect(() => textOf(text)).toThrow(TypeError);
  });
});

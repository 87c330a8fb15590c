import { ownNameText, parseOwnName } from '../../src/interchange/activitystreams/own-name';

const NAME = {
  instance: '0123456789abcdef',
  kind: 'comment',
  number: 12,
  mark: 1_290_000_000_000,
} as const;

describe('a name that a database gives', () => {
  it.each([0, -1, -62_135_596_800_000, 1, 2 ** 48 - 1])(
    'is read as it was written, of %d',
    (mark) => {
      const name = { ...NAME, mark };
      expect(parseOwnName(ownNameText('https://a.example/sub', name))).toEqual(name);
      expect(parseOwnName(ownNameText('http://127.0.0.1:4000', name))).toEqual(name);
    },
  );

  it('has one spelling, and is not taken for what only looks like it', () => {
    const text = ownNameText('https://a.example', NAME);
    for (const other of [
      text.replace('#comment', '#post'),
      text.replace('-12-', '-012-'),
      text.replace('-12-', '-0-'),
      text.replace(/-\d+$/, ''),
      text.replace(/\d+$/, '-0'),
      text.replace(/\d+$/, '01'),
      text.replace(NAME.instance, NAME.instance.toUpperCase()),
      `${text}/`,
      'https://a.example/id#comment-12',
      'urn:note:1',
    ])
      expect({ other, name: parseOwnName(other) }).toEqual({ other, name: null });
  });
});

import { DomainError } from '../../src/errors';
import {
  decodeListCursor,
  decodeLiveCursor,
  encodeListCursor,
  encodeLiveCursor,
  type ListKind,
} from '../../src/schema/cursor';
import { fromGlobalId, NODE_KINDS, numberOf, toGlobalId } from '../../src/schema/global-id';

const KINDS: readonly ListKind[] = [
  ...(['activities', 'comments', 'follows', 'notifications', 'profiles'] as const),
];
const MAX = Number.MAX_SAFE_INTEGER;

function codeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

const raw = (text: string): string => Buffer.from(text).toString('base64url');
const NONSENSE = [
  '',
  ' ',
  'nonsense',
  '=',
  'x'.repeat(10_000),
  '日本',
  raw('l'),
  raw('f'),
  raw('l.1'),
];
const MALFORMED = ['1', '-1.2.3.4.5', '1,5.2', '1.2.', '.1.2', '1. 2', '1.2E9', '1.zzzzzzzzzzz'];

describe('a cursor of a list', () => {
  it.each([
    { key: { at: 0, id: 1 }, position: null },
    {
      key: { at: 1_286_211_780_000, id: 42 },
      position: { sequence: 7, mark: 281_474_976_710_655 },
    },
    { key: { at: -5_000, id: MAX }, position: { sequence: 0, mark: 0 } },
    { key: { at: MAX, id: 0 }, position: null },
  ])('comes back as it went: %j', (cursor) => {
    const text = encodeListCursor('comments', cursor);
    expect(text).toMatch(/^[\w-]+$/);
    expect(decodeListCursor('comments', 'after', text)).toEqual(cursor);
  });

  it.each([...NONSENSE, ...MALFORMED.map((numbers) => raw(`c.${numbers}`)), raw('f.1.2')])(
    'is not %j',
    (text) => {
      expect(codeOf(() => decodeListCursor('comments', 'after', text))).toBe('BAD_USER_INPUT');
    },
  );

  it('of one kind is no cursor of another', () => {
    const cursor = { key: { at: 1, id: 2 }, position: null };
    for (const kind of KINDS)
      for (const other of KINDS) {
        const code = codeOf(() => decodeListCursor(kind, 'after', encodeListCursor(other, cursor)));
        expect({ kind, other, code }).toEqual({
          ...{ kind, other, code: kind === other ? null : 'BAD_USER_INPUT' },
        });
      }
  });

  it('is told apart from a live one, which names its argument', () => {
    const live = encodeLiveCursor({ sequence: 1, mark: 2 });
    expect(() => decodeListCursor('comments', 'before', live)).toThrow(/"before"/);
  });
});

describe('a live cursor', () => {
  it.each([
    { sequence: 0, mark: 0 },
    { sequence: 1, mark: 281_474_976_710_655 },
    { sequence: MAX, mark: MAX },
  ])('comes back as it went: %j', (position) => {
    expect(decodeLiveCursor(encodeLiveCursor(position))).toEqual(position);
  });

  it.each([
    ...NONSENSE,
    ...MALFORMED.map((numbers) => raw(`f.${numbers}`)),
    ...[raw('f.-1.2'), raw('c.1.2'), raw('f.1'), raw('f.1.2.3')],
    encodeListCursor('comments', { key: { at: 1, id: 2 }, position: null }),
  ])('is not %j', (text) => {
    expect(codeOf(() => decodeLiveCursor(text))).toBe('CURSOR_INVALID');
  });
});

describe('a global id', () => {
  it.each(NODE_KINDS)('of a %s comes back as it went', (kind) => {
    for (const id of [1, 42, MAX]) {
      const text = toGlobalId(kind, id);
      expect(text).toMatch(/^[\w-]+$/);
      expect(fromGlobalId(text)).toEqual({ kind, id });
      expect(numberOf(kind, text)).toBe(id);
    }
  });

  it.each([
    ...['', '1', 'Comment:1', 'nonsense', '日本', 'x'.repeat(1_000)],
    ...[
      'Comment:0',
      'Comment:-1',
      'Comment:01',
      'Comment:1.5',
      'Comment:1e3',
      'Comment:',
      'Comment',
    ].map(raw),
    ...['Nothing:1', 'comment:1', ' Comment:1', 'Comment:1 ', 'Comment:1:2', `Comment:${MAX}9`].map(
      raw,
    ),
    ...['Comment:9007199254740993', 'toString:1', '__proto__:1'].map(raw),
    `${toGlobalId('Comment', 1)}=`,
  ])('is not %j', (text) => {
    expect(fromGlobalId(text)).toBeNull();
    expect(numberOf('Comment', text)).toBe(0);
  });

  it('of one kind is none of another', () => {
    expect(numberOf('Post', toGlobalId('Comment', 1))).toBe(0);
  });

  it('has one spelling only', () => {
    const text = toGlobalId('Comment', 10);
    const other = `${text.slice(0, -1)}${String.fromCharCode(text.charCodeAt(text.length - 1) + 1)}`;
    expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(text, 'base64url'));
    expect(fromGlobalId(other)).toBeNull();
  });
});

import { fold, prefixRange, searchTerms } from '../../src/profiles/fold';
import {
  legalUsername,
  MAX_USERNAME,
  mentionedKeys,
  numberedUsername,
  usernameFault,
  usernameKey,
} from '../../src/profiles/username';

describe('a username', () => {
  it.each(['a', '7', 'SMinOrgs', 'a.b-c_d', 'a..b', '0-0', 'x'.repeat(30)])('may be %s', (name) => {
    expect(usernameFault(name)).toBeNull();
  });

  it.each([
    ...[
      '',
      ' ',
      'a b',
      '-a',
      'a-',
      '.a',
      'a.',
      '_a',
      'a_',
      'x'.repeat(31),
      'é',
      'аnn',
      'a@b',
      'a/b',
    ],
    ...['@ann', 'ann\n', 'ann\u0000', '日本', 'a\u200bb', 'K\u212a'],
  ])('may not be %j', (name) => {
    expect(usernameFault(name)).toMatch(/1 to 30 letters/);
  });

  it.each(['admin', 'Admin', 'GRAPHQL', 'me', 'null', 'rejoinder', 'sign-in'])(
    'may not be %s, which is reserved',
    (name) => {
      expect(usernameFault(name)).toMatch(/reserved/);
    },
  );

  it('is the same whatever its case', () => {
    expect(usernameKey('SMinOrgs')).toBe(usernameKey('sminorgs'));
  });
});

describe('a mention', () => {
  it.each([
    ['@ann', ['ann']],
    ['Thanks, @Ann! And (@bob).', ['ann', 'bob']],
    ['@ann. @bob, @cat- @dan_', ['ann', 'bob', 'cat']],
    ['@a.b-c_d', ['a.b-c_d']],
    ['@ann @ANN', ['ann']],
    ['mail ann@blog.example', []],
    ['https://blog.example/@ann', []],
    ['@@ann', []],
    ['@', []],
    ['no name', []],
    [`@${'x'.repeat(31)}`, []],
    [`@ann.${'x'.repeat(30)} @ann-b@blog.example`, []],
    ['@ann.@bob @ann...', ['ann', 'bob']],
    ['@Kate @Ka\u200bte', ['kate']],
    ['@\u212aate', []],
    ['@anné é@ann', []],
  ])('in %j is of %j', (text, keys) => {
    expect(mentionedKeys(text)).toEqual(keys);
  });
});

describe('the nearest legal username', () => {
  it.each([
    ['Ann', 'Ann'],
    ['Élodie Müller', 'Elodie-Muller'],
    ['  ann  ', 'ann'],
    ['ann@blog.example', 'ann-blog.example'],
    ['日本', 'somebody'],
    ['', 'somebody'],
    ['--__..', 'somebody'],
    ['x'.repeat(50), 'x'.repeat(30)],
    [`${'x'.repeat(29)}-y`, 'x'.repeat(29)],
    ['admin', 'admin-1'],
  ])('to %j is %s', (wished, legal) => {
    expect(legalUsername(wished)).toBe(legal);
    expect(usernameFault(legal)).toBeNull();
  });

  it('is numbered within the allowed length', () => {
    expect([1, 2, 10].map((number) => numberedUsername('ann', number))).toEqual([
      ...['ann', 'ann-2', 'ann-10'],
    ]);
    for (const number of [2, 99, 12_345])
      for (const name of ['x'.repeat(30), `${'x'.repeat(24)}......`, `${'x'.repeat(27)}-yz`]) {
        const numbered = numberedUsername(name, number);
        expect(usernameFault(numbered)).toBeNull();
        expect(numbered.length).toBeLessThanOrEqual(MAX_USERNAME);
        expect(numbered.endsWith(`-${number}`)).toBe(true);
      }
  });
});

describe('folding', () => {
  it.each([
    ['Élodie', 'elodie'],
    ['E\u0301LODIE', 'elodie'],
    ['  Ann \t\n B.  ', 'ann b.'],
    ['ﬁne', 'fine'],
    ['Ｆｕｌｌ', 'full'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['日本', '日本'],
    ['', ''],
  ])('makes %j into %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });

  it('finds a name from each of its words on, and by the username', () => {
    expect(searchTerms('SMinOrgs', 'Samuel  Élan Minor')).toEqual([
      ...['sminorgs', 'samuel elan minor', 'elan minor', 'minor'],
    ]);
    expect(searchTerms('ann', 'Ann')).toEqual(['ann']);
  });

  it('looks no further than 80 characters', () => {
    const [, term] = searchTerms('ann', 'x'.repeat(200));
    expect(term).toHaveLength(80);
    expect(prefixRange('x'.repeat(200)).low).toBe(term);
  });

  it.each([
    ['@Élo', 'elodie', true],
    ['elo', 'elo', true],
    ['elo', 'elp', false],
    ['elo', 'el', false],
    ['日', '日本', true],
    ['a', 'a\u{10FFFE}', true],
  ])('the range of %j holds %j: %s', (query, term, isInside) => {
    const { low, high } = prefixRange(query);
    const bytes = (text: string) => Buffer.from(text);
    const inside =
      Buffer.compare(bytes(term), bytes(low)) >= 0 && Buffer.compare(bytes(term), bytes(high)) < 0;
    expect(inside).toBe(isInside);
  });
});

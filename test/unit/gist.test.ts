import { areAlike, gistOf } from '../../src/moderation/gist';
import { RecentWords } from '../../src/moderation/recent-words';

const alike = (one: string, other: string) => areAlike(gistOf(one), gistOf(other));
const ADVERT =
  'Buy cheap pills today at [our shop](https://shop.example/a) and [more](https://more.example/)';

describe('the gist of a comment', () => {
  it.each([
    ['a number at the end', `${ADVERT} #1`, `${ADVERT} #22`],
    [
      'case, accents, punctuation',
      ADVERT,
      ADVERT.replace('Buy', 'BÚY!!').replace('today', '*today*'),
    ],
    ['a character that nobody sees', ADVERT, ADVERT.replace('pills', 'pi\u200blls')],
    ['another word', `${ADVERT} really`, `${ADVERT} truly`],
    ['the page that is linked to', ADVERT, ADVERT.replace('example/a', 'example/b?c=1')],
    ['the scheme of a link', ADVERT, ADVERT.replace('https:', 'HTTP:')],
    [
      'a character of many, without spaces',
      '来这里买便宜的药品吧朋友们',
      '来这里买便宜的药品吧朋友呀',
    ],
    ['nothing, without words', '1234567890', '1234567890'],
  ])('is the same but for %s', (_what, one, other) => {
    expect(alike(one, other)).toBe(true);
  });

  it.each([
    [
      'what is said above one signature',
      'Lovely light in these pictures',
      'I never knew that about tea',
    ],
    [
      'the page of a short pointer',
      'See https://code.example/issues/1',
      'See https://code.example/issues/2',
    ],
    ['the site of a short pointer', 'See https://one.example/', 'See https://two.example/'],
    ['numbers without words', '1234567890', '1234567899'],
  ])('is another for %s', (what, one, other) => {
    const below = what.includes('signature') ? '\n\n-- Ann, https://ann.example/' : '';
    expect(alike(one + below, other + below)).toBe(false);
  });

  it('of long texts tells by a sample how much is the same', () => {
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_none, index) =>
        (from + index).toString(2).replaceAll('0', 'o').replaceAll('1', 'i'),
      ).join(' ');
    expect(gistOf(words(1, 200))).toHaveLength(64);
    expect(alike(words(1, 200), words(3, 200))).toBe(true);
    expect(alike(words(1, 200), words(101, 200))).toBe(false);
  });
});

describe('recent words', () => {
  const HOUR_MS = 60 * 60 * 1000;
  const gist = gistOf(ADVERT);

  it('are those of others from one network within an hour, each of them once', () => {
    const recent = new RecentWords();
    for (const [network, authorId] of [
      ['a', 1],
      ['a', 2],
      ['a', 2],
      ['b', 3],
    ] as const)
      recent.note(network, gist, authorId, 0);
    recent.note('a', gistOf('Something else altogether'), 4, 0);
    const others = (network: string, by: number, now = 1) =>
      recent.othersThan(network, gistOf(`${ADVERT} 7`), by, now);
    expect([others('a', 5), others('a', 1), others('b', 1), others('c', 1)]).toEqual([2, 1, 1, 0]);
    expect([others('a', 5, HOUR_MS - 1), others('a', 5, HOUR_MS)]).toEqual([2, 0]);
  });

  it('are kept in a bounded number, the newest', () => {
    const recent = new RecentWords();
    for (let index = 0; index < 300; index += 1) recent.note('a', gist, index, index);
    expect(recent.othersThan('a', gist, -1, 300)).toBe(200);
    for (let index = 0; index < 10_000; index += 1) recent.note(`n${index}`, gist, 1, 300);
    expect(recent.othersThan('a', gist, -1, 300)).toBe(0);
    expect(recent.othersThan('n0', gist, -1, 300)).toBe(1);
  });
});

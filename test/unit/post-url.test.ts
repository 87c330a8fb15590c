import { normalizePostUrl, parseWebUrl, siteUrlsOf } from '../../src/posts/post-url';
import { Random } from '../support/random';

describe('the one form of a web address', () => {
  it.each([
    ['HTTP://Blog.Example:80/One/?#top', 'http://blog.example/One'],
    ['https://blog.example:443', 'https://blog.example'],
    ['https://blog.example:8443/', 'https://blog.example:8443'],
    ['https://blog.example.:8443/a', 'https://blog.example:8443/a'],
    ['https://[2001:DB8::1]:443/a', 'https://[2001:db8::1]/a'],
    ['https://bücher.example/ü?ü=ü', 'https://xn--bcher-kva.example/%C3%BC?%C3%BC=%C3%BC'],
    ['https://blog.example/a//', 'https://blog.example/a'],
    ['https://blog.example/a//b/', 'https://blog.example/a//b'],
    ['https://blog.example/a/?b=/', 'https://blog.example/a?b=/'],
    ['https://blog.example/?&&a=1&&b=2&', 'https://blog.example?a=1&b=2'],
    ['https://blog.example/a?UTM_Source=x', 'https://blog.example/a'],
    ['https://blog.example/a?utm_=x&utmx=y', 'https://blog.example/a?utmx=y'],
    [
      'https://blog.example/a?gclid=1&b=%26utm_source=2',
      'https://blog.example/a?b=%26utm_source=2',
    ],
    ['https://blog.example/%7Eann/%E2%9C%93', 'https://blog.example/%7Eann/%E2%9C%93'],
    ['https://blog.example/a%2F', 'https://blog.example/a%2F'],
    ['https://blog.example/a;v=1,2/b:c@d', 'https://blog.example/a;v=1,2/b:c@d'],
  ])('of %s is %s', (text, normal) => {
    expect(normalizePostUrl(text)).toBe(normal);
  });

  it.each([
    '',
    'blog.example',
    'ftp://blog.example',
    'https://a@blog.example',
    'https://:p@b.example',
  ])('is missing from %j', (text) => {
    expect(normalizePostUrl(text)).toBeNull();
    expect(parseWebUrl(text)).toBeNull();
  });

  // URL.canParse, once optimised, is not.
  it('is the same when the engine has warmed up', () => {
    for (let round = 0; round < 100_000; round += 1) parseWebUrl('https://blog.example/a');
    expect(parseWebUrl('https://bücher.example/a')?.host).toBe('xn--bcher-kva.example');
  });

  it('is its own, whatever went in', () => {
    const random = new Random(7);
    const parts = [
      ...[
        '/',
        '//',
        '?',
        '&',
        '#',
        '=',
        '.',
        '..',
        ' ',
        '%20',
        '%2F',
        '%',
        ':',
        '@',
        '+',
        ';',
        '\\',
      ],
      ...[
        'a',
        'B',
        'é',
        '日',
        '[',
        '"',
        "'",
        '<',
        '\t',
        'utm_source=x',
        'fbclid=1',
        'a=1',
        '\ud83d',
      ],
    ];
    let found = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const rest = Array.from({ length: random.below(8) }, () => random.one(parts)).join('');
      const text = `https://blog.example${random.one(['', '.', ':443', ':81', ':'])}/${rest}`;
      const normal = normalizePostUrl(text);
      if (normal === null) continue;
      found += 1;
      expect({ text, again: normalizePostUrl(normal) }).toEqual({ text, again: normal });
      expect(normalizePostUrl(`${normal}#x`)).toBe(normal);
      expect(siteUrlsOf(normal)[0]).toBe(new URL(normal).origin);
    }
    expect(found).toBeGreaterThan(15_000);
  });
});

describe('the sites that a page may be on', () => {
  it.each([
    ['https://blog.example', ['https://blog.example']],
    ['https://blog.example?p=1', ['https://blog.example']],
    ['http://blog.example:81/a', ['http://blog.example:81', 'http://blog.example:81/a']],
    [
      'https://blog.example/ann/travel/one?x=/y',
      [
        'https://blog.example',
        'https://blog.example/ann',
        'https://blog.example/ann/travel',
        'https://blog.example/ann/travel/one',
      ],
    ],
  ])('of %s lie from its origin down to itself', (url, sites) => {
    expect(siteUrlsOf(url)).toEqual(sites);
  });
});

import { renderBody } from '../../src/comments/body-html';
import { checkTexts } from '../../src/profiles/profile-text';
import type { BodyFormat } from '../../src/posts/post.entity';
import { TestApp, type Member } from '../support/app';
import { suspiciousParts } from '../support/inert-html';
import { operations } from '../support/operations';
import { XSS_VECTORS } from '../support/xss-vectors';

const FORMATS: readonly BodyFormat[] = ['MARKDOWN', 'HTML', 'TEXT'];

/** Addresses that a browser would follow to a script, or to where nobody means to go. */
const BAD_URLS = [
  ...[
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
  ],
  ...['data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'blob:https://e.example/x'],
  ...['mailto:ann@e.example', 'ftp://e.example/', '//e.example/', '/path', 'e.example', 'https:'],
  ...['https://', 'http:///', 'https://e.example:99999/', 'view-source:https://e.example/'],
  ...['feed:https://e.example/', 'about:blank', 'https://exa mple/'],
];

describe('mark-up that people write', () => {
  it.each(FORMATS)('is harmless in %s, whatever it tries', (format) => {
    const harmful = XSS_VECTORS.map((body) => ({
      body,
      parts: suspiciousParts(renderBody(body, format)),
    })).filter(({ parts }) => parts.length > 0);
    expect(harmful).toEqual([]);
  });

  it('is cleaned by what the API answers, not only where it is known to be written', async () => {
    const app = await TestApp.start();
    const ann: Member = await app.join('ann');
    for (const body of XSS_VECTORS.slice(0, 40)) {
      const input = { postUrl: 'https://blog.example/x', body };
      const { comment } = await app.mutate('AddComment', input, ann);
      expect(suspiciousParts(comment?.bodyHtml ?? '')).toEqual([]);
    }
    await app.close();
  });
});

describe('an address in a profile', () => {
  it.each(BAD_URLS)('may not be %j', (url) => {
    for (const field of ['homepageUrl', 'avatarUrl'])
      expect(() => checkTexts({ [field]: url })).toThrow(/http\(s\)/);
  });

  it('is one of the web, as a browser reads it', async () => {
    const app = await TestApp.start();
    const ann = await app.join('ann');
    const homepageUrl = 'HTTPS://Blog.Example/"><script>alert(1)</script>';
    const { profile, userErrors } = await app.mutate('UpdateProfile', { homepageUrl }, ann);
    expect(userErrors).toEqual([]);
    expect(profile.homepageUrl).toMatch(/^https:\/\/blog\.example\/[^"<>]*$/);
    const page = await app.data(operations.ProfilePage, { username: 'ann' });
    expect(page.profile.homepageUrl).toBe(profile.homepageUrl);
    await app.close();
  });
});

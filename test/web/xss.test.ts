import type { Browser, Page } from 'playwright-core';
import { renderBody } from '../../src/comments/body-html';
import type { BodyFormat } from '../../src/posts/post.entity';
import { ATTACKS } from '../support/inert-html';
import { Random } from '../support/random';
import { XSS_VECTORS } from '../support/xss-vectors';
import { launchBrowser, serveSite } from './browser';

const FORMATS: readonly BodyFormat[] = ['MARKDOWN', 'HTML', 'TEXT'];
const ALL = [...XSS_VECTORS, ...ATTACKS];

/** What a browser made of some HTML that it should not have. */
interface Made {
  /** Index of the HTML, and what it is. */
  readonly faults: [index: number, what: string][];
  readonly attacked: boolean;
}

describe('a browser that shows bodies', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;
  let tab: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    site = await serveSite('<!doctype html><meta charset="utf-8"><main></main>');
  });
  beforeEach(async () => {
    tab = await browser.newPage();
    asked.length = 0;
    // Images that it is told to show would be of other sites: nothing is asked for but the page.
    await tab.route('**/*', (route) => {
      const url = route.request().url();
      asked.push(url);
      return url === `${site.url}/` ? route.continue() : route.abort();
    });
    await tab.goto(site.url);
  });
  afterEach(() => tab.close());
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  /** Puts each into the page as a client does, touches all that is there, and looks what it became. */
  const show = (bodies: string[]): Promise<Made> =>
    tab.evaluate(async (texts) => {
      const SAFE =
        'p br hr blockquote pre code ul ol li dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tr th td a b strong i em u s del ins sub sup small q cite abbr kbd samp var mark span div img';
      const tags = new Set(SAFE.split(' '));
      const attributes = new Set(
        'href title rel src alt width height loading start colspan rowspan'.split(' '),
      );
      const { document } = globalThis as any;
      const main = document.querySelector('main');
      const faults: [number, string][] = [];
      for (const [index, text] of texts.entries()) {
        main.innerHTML = text;
        for (const element of main.querySelectorAll('*')) {
          const tag = element.tagName.toLowerCase();
          if (!tags.has(tag)) faults.push([index, `<${tag}>`]);
          for (const { name } of element.attributes)
            if (!attributes.has(name)) faults.push([index, `${tag} ${name}`]);
          // As the browser itself reads them; with `:` alone it reads an address that leads nowhere.
          const { protocol, src } = element;
          if (tag === 'a' && element.hasAttribute('href'))
            if (!['http:', 'https:', 'mailto:', ':'].includes(protocol))
              faults.push([index, protocol]);
          if (tag === 'img' && element.hasAttribute('src'))
            if (!/^https?:/.test(src)) faults.push([index, src]);
          for (const event of ['click', 'mouseover', 'focus', 'load', 'error', 'toggle'])
            if (tag !== 'a') element.dispatchEvent(new (globalThis as any).Event(event));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { attacked } = globalThis as any;
      return { faults, attacked: attacked !== undefined };
    }, bodies);

  it('notices an attack that nobody has cleaned', async () => {
    const { faults, attacked } = await show([
      '<img src=x onerror="window.attacked=1">',
      '<p>x</p>',
    ]);
    expect(faults).toEqual([[0, 'img onerror']]);
    expect(attacked).toBe(true);
  });

  it.each(FORMATS)(
    'in %s runs nothing of any attack, and shows no more than mark-up',
    async (format) => {
      const { faults, attacked } = await show(ALL.map((body) => renderBody(body, format)));
      expect(faults.map(([index, what]) => ({ what, body: ALL[index] }))).toEqual([]);
      expect(attacked).toBe(false);
      expect(asked.filter((url) => !url.startsWith('https://e.example/'))).toEqual([
        `${site.url}/`,
      ]);
    },
  );

  it.each(FORMATS)('in %s runs nothing of attacks that are mixed and cut', async (format) => {
    const random = new Random(20260101);
    const bodies = Array.from({ length: 2_000 }, () =>
      Array.from({ length: 1 + random.below(3) }, () => {
        const attack = random.one(ALL);
        return attack.slice(random.below(6), 1 + random.below(attack.length * 2));
      }).join(random.one(['', ' ', '\n\n', '"', '>', '`', '](', '<!--'])),
    );
    const { faults, attacked } = await show(bodies.map((body) => renderBody(body, format)));
    expect(faults.map(([index, what]) => ({ what, body: bodies[index] }))).toEqual([]);
    expect(attacked).toBe(false);
  });
});

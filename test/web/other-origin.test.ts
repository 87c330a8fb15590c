import type { Browser } from 'playwright-core';
import { TestApp, type Member } from '../support/app';
import { launchBrowser, serveSite } from './browser';

/** What a small application does: asks for the list, then follows it from the list's liveCursor. */
const page = (app: TestApp) => `<!doctype html><meta charset="utf-8"><ol id="feed"></ol>
<script type="module">
  import { createClient } from '/client.js';
  const show = (text) => {
    const item = document.createElement('li');
    item.textContent = text;
    document.querySelector('#feed').append(item);
  };
  const response = await fetch('${app.url}/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ publicFeed { liveCursor edges { node { actor { username } } } } }' }),
  });
  const { publicFeed } = (await response.json()).data;
  for (const { node } of publicFeed.edges) show('listed: ' + node.actor.username);
  const client = createClient({ url: '${app.socketUrl}' });
  const query = 'subscription ($after: String) { publicFeed(after: $after) { __typename cursor ' +
    '... on ActivityAdded { activity { ... on CommentActivity { comment { bodyHtml } } } } } }';
  const variables = { after: publicFeed.liveCursor };
  client.subscribe({ query, variables }, {
    next: ({ data }) => {
      variables.after = data.publicFeed.cursor;
      show('live: ' + (data.publicFeed.activity?.comment?.bodyHtml ?? data.publicFeed.__typename));
    },
    error: (error) => show('failed: ' + JSON.stringify(error)),
    complete: () => show('complete'),
  });
</script>`;

describe('a page of another origin, in a browser', () => {
  let app: TestApp;
  let ann: Member;
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start();
    ann = await app.join('ann');
    await app.comment(ann, 'https://blog.example/one');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('reads a list and follows it live', async () => {
    const site = await serveSite(page(app));
    const tab = await browser.newPage();
    await tab.goto(site.url);
    await tab.getByText('live: FeedCheckpoint').waitFor();
    await app.comment(ann, 'https://blog.example/one', 'Said *live*');
    await tab.getByText('live: <p>Said <em>live</em></p>').waitFor();
    const shown = await tab.locator('li').allTextContents();
    expect(shown).toEqual([
      'listed: ann',
      'live: FeedCheckpoint',
      'live: <p>Said <em>live</em></p>',
    ]);
    site.close();
  });

  it('finds Apollo Sandbox with a first operation at the address of the API', async () => {
    const tab = await browser.newPage();
    const response = await tab.goto(`${app.url}/graphql`, { waitUntil: 'commit' });
    expect(response?.headers()['content-type']).toContain('text/html');
    const html = (await response?.text()) ?? '';
    expect(html).toContain('embeddable-sandbox');
    expect(html).toContain('subscription LivePublicFeed');
  });
});

describe('a page of another origin, in production', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await TestApp.start({ isProduction: true });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('is kept out unless it is listed', async () => {
    const site = await serveSite(page(app));
    const tab = await browser.newPage();
    const refused = tab.waitForEvent('pageerror');
    await tab.goto(site.url);
    expect((await refused).message).toBe('Failed to fetch');
    expect(await tab.locator('li').count()).toBe(0);
    site.close();
  });
});

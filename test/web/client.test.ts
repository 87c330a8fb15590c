import type { Browser, Page } from 'playwright-core';
import { TestApp, type Member } from '../support/app';
import { BuiltClient } from '../support/built-client';
import { FlakyProxy } from '../support/flaky-proxy';
import { launchBrowser, serveSite } from './browser';

const URL = 'https://blog.example/web';

/** An application without a bundler: the client's modules as they are built. */
const page = (api: string, retry: object) => `<!doctype html><meta charset="utf-8">
<ol></ol><output></output>
<script type="importmap">{ "imports": {
  "rejoinder/client": "/modules/client.js", "graphql-ws/client": "/client.js"
} }</script>
<script type="module">
  import { connect, possibleTypes } from 'rejoinder/client';
  const query = 'subscription ($after: String) { publicFeed(after: $after) { __typename cursor ' +
    '... on ActivityAdded { activity { ... on CommentActivity { comment { body } } } } ' +
    '... on FeedCheckpoint { isLive isStart } } }';
  const client = connect('${api}/graphql', { retry: ${JSON.stringify(retry)} });
  const onState = (state) => (document.querySelector('output').textContent = state);
  for await (const message of client.feed(query, {}, { onState })) {
    if (message.__typename === 'FeedCheckpoint') continue;
    const item = document.createElement('li');
    item.textContent = message.activity.comment.body;
    document.querySelector('ol').append(item);
  }
</script>`;

describe('the client in a browser', () => {
  let app: TestApp;
  let proxy: FlakyProxy;
  let ann: Member;
  let browser: Browser;
  let built: BuiltClient;

  const open = async (retry: object) => {
    const site = await serveSite(page(proxy.url, retry), built.modules);
    const tab = await browser.newPage();
    await tab.goto(site.url);
    await state(tab, 'live');
    site.close();
    return tab;
  };
  const state = (tab: Page, name: string) =>
    tab.locator('output').getByText(name, { exact: true }).waitFor();
  const item = (tab: Page, text: string) =>
    tab.locator('li').getByText(text, { exact: true }).waitFor();

  beforeAll(async () => {
    [app, built] = await Promise.all([TestApp.start(), BuiltClient.make()]);
    [proxy, ann] = await Promise.all([FlakyProxy.before(app.url), app.join('ann')]);
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await proxy.close();
    await app.close();
    built.remove();
  });

  it('resumes by itself', async () => {
    const tab = await open({ minMs: 10, maxMs: 50 });
    await app.comment(ann, URL, 'one');
    await item(tab, 'one');
    proxy.refuse();
    proxy.cut();
    await app.comment(ann, URL, 'two');
    await app.comment(ann, URL, 'three');
    proxy.accept();
    await item(tab, 'three');
    await app.comment(ann, URL, 'four');
    await item(tab, 'four');
    expect(await tab.locator('li').allTextContents()).toEqual(['one', 'two', 'three', 'four']);
    await tab.close();
  });

  it('does not wait any longer when the network is back', async () => {
    const hour = 3_600_000;
    const tab = await open({ minMs: hour, maxMs: hour });
    proxy.cut();
    await state(tab, 'waiting');
    await app.comment(ann, URL, 'missed');
    await tab.evaluate("dispatchEvent(new Event('online'))");
    await item(tab, 'missed');
    await state(tab, 'live');
    await tab.close();
  });
});

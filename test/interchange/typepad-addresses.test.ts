import 'reflect-metadata';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { readSiteMove, SiteMoveService } from '../../src/posts/site-move.service';
import { TestApp } from '../support/app';
import { comment, entry, importExportTexts } from '../support/typepad';

const OLD = 'https://ann.typepad.com/weblog';
const POST = 'query ($url: String!) { post(url: $url) { id url title } }';

describe('old addresses', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.close());

  const ask = (path: string) => fetch(`${app.url}/p/${path}`, { redirect: 'manual' });
  const leadsTo = async (path: string) => {
    const response = await ask(path);
    return response.status === 301 ? response.headers.get('location') : response.status;
  };
  /** As a reader of another host is served, whom fetch does not let one be. */
  const askAs = async (path: string, host: string | null) => {
    const asked = get(`${app.url}${path}`, { headers: host === null ? {} : { host } });
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const { statusCode: status, headers } = response;
    return { status, location: headers.location, text: await text(response) };
  };
  const move = (to: string, old = OLD) => {
    const { reads, units } = app.app.database;
    return new SiteMoveService(reads, units).move(old, to);
  };

  it('lead to where a post is now, in whatever spelling', async () => {
    const odd = { url: `${OLD}/2010/10/caf%C3%A9.html` };
    await importExportTexts(app, [entry('a') + entry('café', odd)]);
    expect(await leadsTo('weblog/2010/10/a.html')).toBe(`${OLD}/2010/10/a.html`);
    expect(await move('https://ann.example/blog/')).toEqual({ stood: 2, moved: 2, hindered: [] });
    const now = 'https://ann.example/blog/2010/10/a.html';
    for (const path of [
      'weblog/2010/10/a.html',
      '/weblog//2010/10/a.html/',
      'weblog/2010/10/a.html?utm_source=x&page=2',
      'weblog/2010/10/a.html?cid=6a00d83451',
      'ann.typepad.com/weblog/2010/10/a.html',
      'www.ann.typepad.com/weblog/2010/10/a.html',
      'https://ann.typepad.com/weblog/2010/10/a.html',
      'http:/ANN.typepad.com/weblog/2010/10/a.html',
      encodeURIComponent('https://ann.typepad.com/weblog/2010/10/a.html'),
    ])
      expect([path, await leadsTo(path)]).toEqual([path, now]);
    const coffee = 'https://ann.example/blog/2010/10/caf%C3%A9.html';
    expect(await leadsTo('weblog/2010/10/caf%c3%a9.html')).toBe(coffee);
    expect(await leadsTo('weblog/2010/10/café.html')).toBe(coffee);
  });

  it('that are not known lead nowhere, and least of all where somebody wants', async () => {
    await importExportTexts(app, [entry('a')]);
    for (const path of [
      '',
      'nothing',
      'https://evil.example/',
      '/evil.example',
      '%0d%0aX:y',
      '%',
      '..%2f..%2f',
    ])
      expect([path, [400, 404].includes((await ask(path)).status)]).toEqual([path, true]);
    const unknown = await ask('nothing/<script>');
    expect(unknown.status).toBe(404);
    const text = await unknown.text();
    expect(text).toContain('No post is known');
    expect(text).not.toContain('script');
  });

  it.each([
    ['sends its readers on with the whole address', 'ann.typepad.com/weblog/2010/10/a.html', null],
    ['is this server’s, by a name of its own', 'weblog/2010/10/a.html', 'ann.typepad.com'],
    ['is this server’s, under www', 'weblog/2010/10/a.html', 'www.ann.typepad.com:443'],
  ])('of posts that did not move lead nowhere where their host %s', async (_name, path, host) => {
    await importExportTexts(app, [entry('a', { title: 'Bees &amp; &lt;i&gt;' })]);
    const { status, location, text: page } = await askAs(`/p/${path}`, host);
    expect({ status, location }).toEqual({ status: 404, location: undefined });
    expect(page).toContain('Bees &amp; &lt;i&gt;: <a href="https://ann.typepad.com/weblog');
    await move('https://ann.example');
    expect(await askAs(`/p/${path}`, host)).toMatchObject({
      ...{ status: 301, location: 'https://ann.example/2010/10/a.html' },
    });
  });

  it('of posts that moved to /p/ itself lead nowhere, and elsewhere on this server they do', async () => {
    await importExportTexts(app, [entry('a')]);
    await move(`${app.url}/p/weblog`);
    expect(await leadsTo('weblog/2010/10/a.html')).toBe(404);
    expect(await leadsTo('ann.typepad.com/weblog/2010/10/a.html')).toBe(404);
    await move(`${app.url}/blog`);
    expect(await leadsTo('weblog/2010/10/a.html')).toBe(`${app.url}/blog/2010/10/a.html`);
  });

  it('that two sites share let the reader choose', async () => {
    const other = {
      url: 'https://ben.example/weblog/2010/10/a.html',
      title: 'Ben &amp; &lt;b&gt;',
    };
    await importExportTexts(app, [entry('a'), entry('a', other)]);
    const response = await ask('weblog/2010/10/a.html');
    expect(response.status).toBe(300);
    const page = await response.text();
    expect(page).toContain(`<a href="${OLD}/2010/10/a.html">`);
    expect(page).toContain(
      'Ben &amp; &lt;b&gt;: <a href="https://ben.example/weblog/2010/10/a.html">',
    );
    await move('https://ben.example/new', 'https://ben.example/weblog');
    expect(await leadsTo('ben.example/weblog/2010/10/a.html')).toBe(
      'https://ben.example/new/2010/10/a.html',
    );
  });

  it('are answered to in the API, by posts, live feeds and new comments', async () => {
    await importExportTexts(app, [entry('a', {}, [comment('old words', { name: 'Bob' })])]);
    const { post: before } = await app.data(POST, { url: `${OLD}/2010/10/a.html` });
    await move('https://ann.example/{year}/{month}/{basename}');
    const { post } = await app.data(POST, {
      url: `http://www.ann.typepad.com/weblog/2010/10/a.html?cid=1`,
    });
    expect(post).toEqual({ ...before, url: 'https://ann.example/2010/10/a' });
    const eve = await app.join('eve');
    const said = await app.comment(eve, `${OLD}/2010/10/a.html`);
    expect(said.post.url).toBe('https://ann.example/2010/10/a');
    expect((await app.data(POST, { url: `${OLD}/2010/10/b.html` })).post).toBeNull();
  });

  it('are mapped by what is imported later too, and a page that is taken stays another', async () => {
    const moves = [readSiteMove(OLD, 'https://ann.example')];
    await importExportTexts(app, [entry('a')], { moves });
    expect(await leadsTo('weblog/2010/10/a.html')).toBe('https://ann.example/2010/10/a.html');
    const eve = await app.join('eve');
    await app.comment(eve, 'https://new.example/2010/10/a.html');
    expect(await move('https://new.example')).toMatchObject({
      moved: 0,
      hindered: ['https://ann.example/2010/10/a.html'],
    });
    const known = await new SiteMoveService(app.app.database.reads, app.app.database.units).known();
    await importExportTexts(app, [entry('a') + entry('b')], { moves: known });
    expect(await leadsTo('weblog/2010/10/b.html')).toBe('https://new.example/2010/10/b.html');
  });
});

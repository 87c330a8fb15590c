import 'reflect-metadata';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from '../support/app';
import { CommandLine } from '../support/command-line';
import { dump, Foreigner } from '../support/import';
import { operations } from '../support/operations';
import { comment, entry } from '../support/typepad';

const ARCHIVE = join(__dirname, '../fixtures/mastodon/outbox.json');
const FIXTURE = join(__dirname, '../fixtures/activitystreams/profile.json');

// Every step is a process of its own, which takes seconds where the machine is busy.
jest.setTimeout(120_000);

describe('the command line', () => {
  const line = new CommandLine();
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-cli-'));

  beforeEach(() => line.begin());
  afterEach(() => line.end());
  afterAll(() => {
    line.remove();
    rmSync(folder, { recursive: true });
  });

  const run = (...words: string[]) => line.run(words);
  const onServer = <T>(work: (app: TestApp) => Promise<T>) => line.onServer(work);

  it('imports a file, says what it did, and the second time that all was there', async () => {
    const first = await run('import', 'activitystreams', FIXTURE);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /Activities read: +3\nProfiles new: +2\n[^]*Comments: +2\nFollows: +1\n/,
    );
    const before = await onServer(dump);
    const second = await run('import', 'activitystreams', FIXTURE);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('Everything was there already: nothing changed.');
    expect(await onServer(dump)).toEqual(before);
    const { profile } = await onServer((app) =>
      app.data(operations.ProfilePage, { username: 'QuillFeather' }),
    );
    expect(profile.activity.edges).toHaveLength(3);
  });

  it('goes on after faults, and names the first 50 with their lines', async () => {
    const path = join(folder, 'faults.jsonl');
    const ann = new Foreigner('ann');
    const faults = Array.from({ length: 60 }, () => '{"type":"Follow"}');
    const good = JSON.stringify(ann.says('Hello', 'https://blog.example/1'));
    const odd = '{"type":"\\u001b[2JOdd"}';
    const undated = JSON.stringify(ann.does('Follow', 'x:1', { published: undefined }));
    writeFileSync(path, [...faults, odd, undated, good].join('\n'));
    const { code, stdout } = await run(
      'import',
      'activitystreams',
      path,
      '--undated-as',
      '2009-01-01',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/Comments: +1\nFollows: +1\n/);
    expect(stdout).toMatch(/Refused: 60\n {2}line 1: It has no object/);
    expect(stdout).toContain('  \ufffd[2JOdd: 1\n');
    expect(stdout).toMatch(/ {2}line 50: .*\n {2}and 10 more\n/);
  });

  it('keeps what it could read of a damaged file, names the lines of the rest, and fails', async () => {
    const path = join(folder, 'damaged.jsonl');
    const ann = new Foreigner('ann');
    const lines = ['a', 'b', 'c', 'd'].map((words) =>
      JSON.stringify(ann.says(words, 'https://blog.example/1')),
    );
    const [, whole = '', , last = ''] = lines;
    const damaged = [lines[0], whole.replace('"', ''), lines[2], last.slice(0, -30)];
    writeFileSync(path, damaged.join('\n'));
    const first = await run('import', 'activitystreams', path);
    expect(first.code).toBe(2);
    expect(first.stdout).toMatch(/Activities read: +2\n[^]*Comments: +2\n/);
    expect(first.stdout).toMatch(
      /Not read, because the file is damaged: 2\n {2}line 2: This is not JSON.*\n {2}line 4: The file ends/,
    );
    expect(first.stderr).toMatch(
      /^The file is damaged at line 2 \(and 1 more\)\. This is not JSON/,
    );
    const again = await run('import', 'activitystreams', path);
    expect(again.code).toBe(2);
    expect(again.stdout).toContain('All else was there already: nothing changed.');
    writeFileSync(path, lines.join('\n'));
    const mended = await run('import', 'activitystreams', path);
    expect(mended).toMatchObject({ code: 0, stderr: '' });
    expect(mended.stdout).toMatch(/Comments: +2\n[^]*Already there: +2\n/);
  });

  it('explains its exit status', async () => {
    const { stdout } = await run('import', 'activitystreams', '--help');
    expect(stdout).toMatch(/Exit status:\n {2}0 {2}.*\n {2}1 {2}.*\n {2}2 {2}/);
  });

  it.each([
    ['no JSON', 'hello', /Nothing was imported\. Line 1: This is not JSON/],
    ['JSON of another kind', '{"name":"x"}', /Nothing was imported\. Line 1: /],
    ['nothing', '', /Nothing was imported\. Line 1: The file is empty/],
  ])('refuses %s', async (_name, content, reason) => {
    const path = join(folder, 'refused');
    writeFileSync(path, content);
    const { code, stdout, stderr } = await run('import', 'activitystreams', path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it('refuses what is no file, no date, no configuration', async () => {
    expect(await run('import', 'activitystreams', folder)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is a directory'),
    });
    expect(await run('import', 'activitystreams', FIXTURE, '--undated-as', 'soon')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Give a date such as'),
    });
    const words = ['import', 'activitystreams', FIXTURE];
    expect(await line.build.run(words, { DATABASE_URL: 'x', PORT: 'y' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/PORT: [^]*DATABASE_URL: /),
    });
  });

  it('adds a site, so that its pages can be commented on where others cannot', async () => {
    const added = await run('add-site', 'https://Blog.example/', '--title', 'The blog');
    expect(added).toEqual({
      code: 0,
      stdout: 'Comments on https://blog.example are open.\n',
      stderr: '',
    });
    expect(await run('add-site', 'blog')).toMatchObject({
      code: 1,
      stderr: 'Give the site as a whole http(s) address.\n',
    });
    const app = await TestApp.on(line.database, { hasOpenSites: false });
    const ann = await app.join('ann');
    const comment = await app.comment(ann, 'https://blog.example/1');
    expect(comment.post.site.title).toBe('The blog');
    await expect(app.comment(ann, 'https://other.example/1')).rejects.toThrow();
    await app.stop();
  });

  it('takes the description of whoever an archive is of from beside it', async () => {
    const { code, stdout } = await run('import', 'activitystreams', ARCHIVE);
    expect(code).toBe(0);
    expect(stdout).toContain('actor.json');
    expect(stdout).toMatch(/Passed over:\n {2}Announce: 1\n[^]* {2}Note that is not public: 2\n/);
    const { profile } = await onServer((app) =>
      app.data(operations.ProfilePage, { username: 'marla' }),
    );
    expect(profile.displayName).toBe('Marla Oakes');
  });

  it('audits: by its exit status, in words and as JSON', async () => {
    await run('import', 'activitystreams', FIXTURE);
    expect(await run('audit')).toEqual({ code: 0, stdout: '0 differences\n', stderr: '' });
    const { code, stdout } = await onServer(async (app) => {
      await app.app.database.source.query(`UPDATE "profile" SET "followingCount" = 7`);
      return run('audit', '--limit', '1');
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^profile\.followingCount of \d+: 7, but should be [01]\nand 1 more\n2 differences\n$/,
    );
    const told = await run('audit', '--json');
    expect(told.code).toBe(1);
    expect(JSON.parse(told.stdout)).toMatchObject({
      total: 2,
      differences: [{ what: 'profile.followingCount', actual: 7 }, { actual: 7 }],
    });
  });

  it('exports what imports again, to the standard output or a file', async () => {
    await run('import', 'activitystreams', FIXTURE);
    const words = ['export', 'activitystreams'];
    const { code, stdout, stderr } = await run(...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('PUBLIC_URL') });
    const path = join(folder, 'export.jsonl');
    const written = await line.build.run([...words, '--output', path], {
      DATABASE_URL: line.database.url,
      PUBLIC_URL: 'https://rejoinder.example',
    });
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(path, 'utf8')).toBe(stdout);
    const unasked = await run(...words, '--output', path);
    expect(unasked).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
    expect(await run(...words, '--output', path, '--overwrite')).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toBe(stdout);
    const again = await run('import', 'activitystreams', path);
    expect(again.stdout).toContain('Everything was there already: nothing changed.');
    expect(await run(...words, '--profile', 'nobody')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no profile nobody.'),
    });
    expect(await run(...words, '--output', join(folder, 'none/x'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be written'),
    });
  });

  it('never writes a report over what it was to import', async () => {
    const path = join(folder, 'blog.txt');
    const text = entry('a', {}, [comment('Hello', { name: 'Bob' })]);
    const other = join(folder, 'other.txt');
    for (const file of [path, other]) writeFileSync(file, text);
    for (const words of [
      [path, '--report', path],
      ['--report', path, other, '--dry-run'],
    ])
      expect(await run('import', 'typepad', ...words)).toMatchObject({
        ...{ code: 1, stdout: '' },
        stderr: expect.stringContaining(`${path} is there already`),
      });
    expect(readFileSync(path, 'utf8')).toBe(text);
    const report = join(folder, 'report.json');
    for (const words of [[], ['--overwrite']])
      expect(await run('import', 'typepad', path, '--report', report, ...words)).toMatchObject({
        ...{ code: 0, stderr: '' },
      });
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ read: { comments: 1 } });
  });

  it.each([['audit'], ['identities'], ['export', 'typepad'], ['merge', 'a', 'b', '--yes']])(
    'makes no database to tell what is in it: %s',
    async (...words) => {
      const path = join(folder, 'typo/none.db');
      const { code, stderr } = await line.build.run(words, { DATABASE_URL: `sqlite:${path}` });
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(path) });
      expect(existsSync(path)).toBe(false);
    },
  );

  it('prints the schema without a database', async () => {
    const path = join(folder, 'none.db');
    const printed = await line.build.run(['print-schema'], { DATABASE_URL: `sqlite:${path}` });
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    expect(printed.stdout).toBe(readFileSync(join(__dirname, '../../schema.graphql'), 'utf8'));
    expect(existsSync(path)).toBe(false);
  });
});

import 'reflect-metadata';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from '../support/app';
import { dump } from '../support/import';
import { Build } from '../support/server-process';
import { comment, entry } from '../support/typepad';

const ENTRIES = 60;
const COMMENTS = 40;
const THREAD = 'interchange/typepad/reading/reading-thread.js';

const blog = (name: string): string =>
  Array.from({ length: ENTRIES }, (_entry, number) =>
    entry(
      `${name}-${number}`,
      {},
      Array.from({ length: COMMENTS }, (_comment, place) =>
        comment(`words ${number}.${place} `.repeat(40), { name: `Person ${place}` }),
      ),
    ),
  ).join('');

/** Takes what the thread reads only once it is stuck. Prints how much was on its way at most, and all that there was. */
const TAKES_LATE = `
  const { Worker } = require('node:worker_threads');
  const file = { path: process.argv[1], site: null, moves: [], timeZone: 'UTC' };
  const thread = new Worker('./${THREAD}', { workerData: [file] });
  let [onItsWay, most, comments, bytesRead] = [0, 0, 0, 0];
  const take = () => { thread.postMessage(onItsWay); onItsWay = 0; };
  thread.on('message', (group) => {
    onItsWay += group.length;
    most = Math.max(most, onItsWay);
    for (const portion of group.portions) comments += portion.comments.length;
    bytesRead = group.bytesRead;
    if (group.isLast) console.log(JSON.stringify({ most, comments, bytesRead }));
    else if (onItsWay > 512 * 1024) setTimeout(take, 20);
  });
`;

describe('the thread that reads the files of an import', () => {
  const build = Build.make();
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-thread-'));
  const paths = ['a', 'b'].map((name) => join(folder, `${name}.txt`));
  const report = join(folder, 'report.json');
  const words = ['import', 'typepad', ...paths, '--report', report];
  let app: TestApp;
  let variables: NodeJS.ProcessEnv;
  beforeAll(() => {
    for (const [index, path] of paths.entries()) writeFileSync(path, blog(`${index}`));
  });
  beforeEach(async () => {
    app = await TestApp.start();
    variables = { DATABASE_URL: app.databaseUrl };
  });
  afterEach(() => {
    rmSync(report, { force: true });
    return app.close();
  });
  afterAll(() => {
    build.remove();
    rmSync(folder, { recursive: true });
  });

  const whole = new RegExp(`Imported: +${2 * ENTRIES * COMMENTS}\n`);
  const importWhole = async () => {
    const { code, stdout, stderr } = await build.run(words, variables);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };

  it('that meets what the disk does not give has the import say so, and go on another time', async () => {
    const mend = build.break({
      file: THREAD,
      replaces: 'before += bytesRead;',
      by: `throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });`,
    });
    const stopped = await build.run(words, variables);
    mend();
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toBe(
      'The import stopped: EIO: i/o error, read\nWhat had been imported stays. Import the file again to go on: what is there already stays as it is.\n',
    );
    expect(stopped.stdout).toBe('');
    expect(existsSync(report)).toBe(false);
    await importWhole();
    const [row] = await app.app.database.source.query('SELECT count(*) AS n FROM "comment"');
    expect(Number(row.n)).toBe(2 * ENTRIES * COMMENTS);
  }, 60_000);

  it('that ends before the files have does not pass for one that has read them', async () => {
    const mend = build.break({
      file: THREAD,
      replaces: 'handing.end(before);',
      by: 'port.close(); process.exit(0);',
    });
    const stopped = await build.run(words, variables);
    mend();
    expect(stopped).toMatchObject({ code: 1, stdout: '' });
    expect(stopped.stderr).toMatch('The thread that reads the files ended before it had read them');
    expect(existsSync(report)).toBe(false);
  }, 60_000);

  it('is not left behind, nor waited for, where the database stops the import', async () => {
    await app.app.database.source.query('ALTER TABLE "comment_source" RENAME TO "elsewhere"');
    const stopped = await build.run(words, variables);
    await app.app.database.source.query('ALTER TABLE "elsewhere" RENAME TO "comment_source"');
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(/comment_source/);
    expect(await importWhole()).toMatch(whole);
  }, 60_000);

  it('says in a dry run what the import then does, and writes nothing', async () => {
    const before = await dump(app);
    const { stdout } = await build.run(['import', 'typepad', ...paths, '--dry-run'], variables);
    expect(await dump(app)).toEqual(before);
    const counts = (text: string) => text.match(/^ *[A-Z][a-z ]+: +\d+$/gm);
    expect(counts(stdout)).toContain(`  Imported:            ${2 * ENTRIES * COMMENTS}`);
    expect(counts(await importWhole())).toEqual(counts(stdout));
  }, 60_000);

  it('reads no further ahead than what is taken', async () => {
    const path = join(folder, 'long.txt');
    writeFileSync(path, Array.from({ length: 5 }, (_part, part) => blog(`long-${part}`)).join(''));
    const child = build.script(TAKES_LATE.replace('process.argv[1]', JSON.stringify(path)), {});
    let told = '';
    child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    const { most, comments, bytesRead } = JSON.parse(told) as Record<string, number>;
    expect(comments).toBe(5 * ENTRIES * COMMENTS);
    expect(bytesRead).toBeGreaterThan(5_000_000);
    // What may be on its way, and a group and a portion that pass it.
    expect(most).toBeGreaterThan(512 * 1024);
    expect(most).toBeLessThan(800 * 1024);
  }, 60_000);
});

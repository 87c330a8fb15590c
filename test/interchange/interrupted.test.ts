import 'reflect-metadata';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from '../support/app';
import { Foreigner } from '../support/import';
import { Build } from '../support/server-process';
import { comment, entry } from '../support/typepad';

const COUNT = 8_000;

const blog = (): string =>
  Array.from({ length: COUNT / 20 }, (_entry, index) =>
    entry(
      `${index}`,
      {},
      Array.from({ length: 20 }, (_comment, place) =>
        comment(`words ${index}.${place}`, { name: `Person ${place}` }),
      ),
    ),
  ).join('');

function archive(): string {
  const ann = new Foreigner('ann');
  return Array.from({ length: COUNT }, (_act, index) =>
    JSON.stringify(ann.says(`Words ${index}`, `https://blog.example/${index % 90}`)),
  ).join('\n');
}

describe('an import that is interrupted with Ctrl+C', () => {
  const build = Build.make();
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-interrupted-'));
  const report = join(folder, 'report.json');
  afterAll(() => {
    build.remove();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['typepad', blog, true],
    ['activitystreams', archive, false],
  ])(
    'of %s says so, leaves no half a report, and goes on when it is run again',
    async (...given) => {
      const [kind, textOf, hasReport] = given;
      const path = join(folder, kind);
      writeFileSync(path, textOf());
      const app = await TestApp.start();
      const countOf = async () => {
        const [row] = await app.app.database.source.query('SELECT count(*) AS n FROM "comment"');
        return Number(row.n);
      };
      const words = ['import', kind, path, ...(hasReport ? ['--report', report] : [])];
      const variables = { DATABASE_URL: app.databaseUrl };
      const child = build.command(words, variables);
      let stderr = '';
      child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      const closed = once(child, 'close');
      while (child.exitCode === null && (await countOf()) === 0);
      child.kill('SIGINT');
      expect(await closed).toEqual([130, null]);
      expect(stderr).toMatch(
        /^(.* left\n)*Interrupted\. What was imported stays; importing the files again goes on\.\n$/,
      );
      if (hasReport) expect(existsSync(report)).toBe(false);
      const before = await countOf();
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(COUNT);
      expect((await build.run(words, variables)).code).toBe(0);
      expect(await countOf()).toBe(COUNT);
      if (hasReport)
        expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
          read: { comments: COUNT },
        });
      await app.close();
    },
    120_000,
  );
});

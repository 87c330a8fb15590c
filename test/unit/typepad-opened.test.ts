import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenedExports } from '../../src/interchange/typepad/opened-exports';

describe('the files of an import', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'typepad-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are told by the paths that were given, as two may have one name', async () => {
    const paths = ['ann', 'ben'].map((name) => join(folder, name, 'export.txt'));
    for (const [index, path] of paths.entries()) {
      await mkdir(join(path, '..'));
      const url = `https://${index}.example/2010/01/a.html`;
      await writeFile(path, `TITLE: A\nUNIQUE URL: ${url}\n-----\nBODY:\na\n-----\n--------\n`);
    }
    const options = { sites: new Map<string, string>(), moves: [], timeZone: 'UTC' };
    const { files } = await OpenedExports.open(paths, options);
    expect(files.map(({ path }) => path)).toEqual(paths);
  });
});

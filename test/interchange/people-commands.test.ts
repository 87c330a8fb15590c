import 'reflect-metadata';
import { join } from 'node:path';
import { CommandLine } from '../support/command-line';
import { LiveFeed } from '../support/live';
import { Moderating } from '../support/moderating';
import { operations } from '../support/operations';

const FIXTURE = join(__dirname, '../fixtures/activitystreams/profile.json');

// Every step is a process of its own, which takes seconds where the machine is busy.
jest.setTimeout(120_000);

describe('the command line, of people', () => {
  const line = new CommandLine();

  beforeEach(() => line.begin());
  afterEach(() => line.end());
  afterAll(() => line.remove());

  const run = (...words: string[]) => line.run(words);

  it('merges two profiles, tells first what moves, and does not without being told to', async () => {
    await run('import', 'activitystreams', FIXTURE);
    const people = () =>
      line.onServer(async (app) => {
        const search = { query: 'q', first: 5 };
        const { searchProfiles } = await app.data(operations.SearchProfiles, search);
        return searchProfiles.edges.map(({ node }: any) => node.username);
      });
    await line.onServer((app) => app.join('quill'));
    expect((await people()).sort()).toEqual(['QuillFeather', 'quill']);
    const refused = await run('merge', 'quill', 'QuillFeather');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('--yes');
    await line.onServer(async (app) => {
      const feeds = await Promise.all(
        ['quill', 'QuillFeather'].map((username) =>
          LiveFeed.open(app, 'LiveProfileFeed', { username }),
        ),
      );
      const merged = await run('merge', 'quill', 'QuillFeather', '--yes');
      expect(merged).toMatchObject({ code: 0, stderr: '' });
      expect(merged.stdout).toMatch(/Comments: +\d\n[^]*Activities: +3\n/);
      expect(merged.stdout).toContain('QuillFeather is now a part of quill.\n');
      // It is another process that has merged them: the server finds it in the log, and tells both feeds.
      for (const feed of feeds) {
        const actors = (await feed.take(3)).map(({ activity }) => activity.actor.username);
        expect(actors).toEqual(['quill', 'quill', 'quill']);
        await feed.close();
      }
    });
    expect(await people()).toEqual(['quill']);
    const again = await run('merge', 'quill', 'quillfeather', '--yes');
    expect(again.stderr).toContain('the same profile');
  });

  it('makes administrators, and takes their passwords from the standard input', async () => {
    const admin = (words: string[], input?: string) => line.run(['create-admin', ...words], input);
    expect((await admin(['root-of-all'])).stderr).toContain('--email');
    const address = ['--email', 'root@blog.example'];
    expect((await admin(['boss', ...address], 'short\n')).stderr).toContain('8 to 200');
    expect(await admin(['boss', ...address], 'a long password\n')).toMatchObject({ code: 0 });
    await line.onServer(async (app) => {
      const roleOf = async (token: string) =>
        (await app.send(operations.Viewer, {}, token)).data.viewer.role;
      const input = { identifier: 'boss', password: 'a long password' };
      const { session } = await app.mutate('SignIn', input);
      expect(await roleOf(session.token)).toBe('ADMINISTRATOR');
      const ann = await app.join('ann');
      expect(await roleOf(ann.token)).toBe('MEMBER');
      expect(await admin(['ann@example.com'])).toMatchObject({ code: 0 });
      expect(await roleOf(ann.token)).toBe('ADMINISTRATOR');
      expect(await admin(['ann'])).toMatchObject({ code: 0 });
      const decided = await new Moderating(app).decisions(ann);
      expect(
        decided.map(({ moderator, rule, profile, before, after }) => [
          ...[moderator, rule, profile.username, before, after],
        ]),
      ).toEqual([
        [null, 'COMMAND_LINE', 'ann', 'MEMBER', 'ADMINISTRATOR'],
        [null, 'COMMAND_LINE', 'boss', null, 'ADMINISTRATOR'],
      ]);
    });
  });
});

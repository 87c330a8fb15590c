import 'reflect-metadata';
import { TestApp } from '../support/app';
import { auditCounts } from '../support/audit';
import { dump, Foreigner, importValues } from '../support/import';
import { operations } from '../support/operations';

describe('what an import makes of actors', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(async () => {
    const differences = await auditCounts(app);
    await app.close();
    expect(differences).toEqual([]);
  });

  const profile = async (username: string) =>
    (await app.data(operations.ProfilePage, { username })).profile;
  const rows = (text: string): Promise<any[]> => app.app.database.source.query(text);

  it.each(['Person', 'Organization', 'Service', 'Application', 'Group'])(
    'of type %s become profiles that nobody has claimed',
    async (type) => {
      await importValues(app, [
        {
          ...new Foreigner('ann').actor,
          type,
          summary: '<p>Bees &amp; <b>hives</b></p><p>Since 1999</p><script>x</script>',
          url: [{ type: 'Link', href: 'https://ann.example/', mediaType: 'text/html' }],
          icon: [{ type: 'Image', url: 'https://ann.example/a.png' }],
          published: '2009-02-03T00:00:00Z',
        },
      ]);
      expect(await profile('ann')).toMatchObject({
        displayName: 'ann of old',
        about: 'Bees & hives\nSince 1999',
        homepageUrl: 'https://ann.example/',
        avatarUrl: 'https://ann.example/a.png',
        joinedAt: '2009-02-03T00:00:00.000Z',
        isClaimed: false,
      });
      const found = await app.data(operations.SearchProfiles, { query: 'of old', first: 5 });
      expect(found.searchProfiles.edges).toHaveLength(1);
    },
  );

  it('match by foreign id, never by username: a taken or illegal one is changed and reported', async () => {
    const member = await app.join('ann');
    const other = new Foreigner('ann', 'https://other.example');
    const report = await importValues(app, [
      new Foreigner('ann').actor,
      other.actor,
      { ...new Foreigner('x').actor, preferredUsername: 'Élodie Martin' },
      other.actor,
    ]);
    expect(report.renamings).toMatchObject([
      { wished: 'ann', username: 'ann-2' },
      { wished: 'ann', username: 'ann-3' },
      { wished: 'Élodie Martin', username: 'Elodie-Martin' },
    ]);
    expect(report.counts.newProfiles).toBe(3);
    expect(await profile('ann')).toMatchObject({ id: member.id, displayName: 'ann' });
  });

  it('that are named before they are described get names and texts when they are', async () => {
    const ann = new Foreigner('Ann');
    const url = 'https://blog.example/1';
    await importValues(app, [ann.says('Hello', url)]);
    expect(await profile('Ann')).toMatchObject({ displayName: 'Ann' });
    await importValues(app, [
      { ...ann.actor, preferredUsername: 'Annie', name: 'Annie A.', summary: 'Bees' },
    ]);
    expect(await profile('ann')).toBeNull();
    expect(await profile('annie')).toMatchObject({
      displayName: 'Annie A.',
      about: 'Bees',
      commentCount: 1,
    });
  });

  it('keep what is known when they are described again, and gain what was missing', async () => {
    const ann = new Foreigner('ann');
    const again = { ...ann.actor, name: 'Another name', summary: 'Bees' };
    await importValues(app, [ann.actor]);
    await importValues(app, [again]);
    expect(await profile('ann')).toMatchObject({ displayName: 'ann of old', about: 'Bees' });
    const before = await dump(app);
    await importValues(app, [ann.actor, again]);
    expect(await dump(app)).toEqual(before);
  });

  it('that leave something out when they describe themselves anew do not get it back', async () => {
    const ann = new Foreigner('ann');
    const told = { ...ann.actor, summary: 'Bees', url: 'https://ann.example' };
    const anew = ann.does('Update', { ...ann.actor, name: 'Ann' });
    for (const values of [
      [told, anew, told],
      [anew, told],
    ]) {
      await importValues(app, values);
      const { displayName, about, homepageUrl } = await profile('ann');
      expect({ displayName, about, homepageUrl }).toEqual({
        displayName: 'Ann',
        about: null,
        homepageUrl: null,
      });
    }
  });

  it('that have claimed their profile keep their own texts', async () => {
    const ann = new Foreigner('ann');
    await importValues(app, [ann.actor]);
    await rows(`UPDATE "profile" SET "isClaimed" = TRUE`);
    await importValues(app, [
      { ...ann.actor, summary: 'Not mine' },
      ann.does('Update', { ...ann.actor, name: 'Not me', summary: 'Not mine' }),
    ]);
    expect(await profile('ann')).toMatchObject({ displayName: 'ann of old', about: null });
    await rows(`UPDATE "profile" SET "isClaimed" = FALSE`);
  });
});

import { logText } from '../../src/server/log-text';
import { RawSocket } from '../realtime/raw-socket';
import { PASSWORD, TestApp } from '../support/app';
import { Claiming } from '../support/claiming';
import { eventually } from '../support/eventually';
import { get, post } from '../support/http';
import { operations } from '../support/operations';

/** Lines that somebody would like the log to have. */
const FORGED = 'x\r\n{"level":30,"msg":"FORGED"}\n2026-01-01 FORGED';

describe('the log', () => {
  it('of a server to which everything happens holds no email, address, token or password', async () => {
    const lines: string[] = [];
    const app = await TestApp.start(
      { logLevel: 'debug', trustedProxies: 1, mailFrom: 'sender@mail.example' },
      { logTo: { write: (line) => lines.push(line) } },
    );
    const address = '203.0.113.77';
    const v6 = '2001:db8:aa:bb::17';
    const headers = (token: string | null, from = address) => ({
      'x-forwarded-for': from,
      'user-agent': FORGED.replace(/[\r\n]/g, ' '),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    });
    const ann = await app.join('ann', { email: 'ann.private@secret.example' });
    const claiming = new Claiming(app);
    const old = await claiming.oldProfile('old.private@secret.example');
    const { claim } = await claiming.request(ann, old);
    await claiming.confirm(ann, claim.id, 'wrong-code');

    const bad = 'b'.repeat(43);
    for (const [query, variables] of [
      [operations.SignIn, { input: { identifier: FORGED, password: PASSWORD } }],
      [
        operations.SignIn,
        { input: { identifier: 'ann.private@secret.example', password: 'wrong' } },
      ],
      [
        operations.AddComment,
        { input: { postUrl: `https://blog.example/${FORGED}`, body: FORGED } },
      ],
      [
        operations.Join,
        { input: { username: FORGED, email: 'ann.private@secret.example', password: PASSWORD } },
      ],
      [`{ nothing # ${PASSWORD}\n }`, {}],
      ['{ publicFeed { edges { cursor } } }', {}],
    ] as const)
      for (const token of [null, ann.token, bad])
        await post(app, { query, variables }, headers(token));
    await post(app, '{"query": ', headers(ann.token, v6));
    await get(app, { query: FORGED }, headers(bad));
    for (const path of ['/%ff', `/p/${encodeURIComponent(FORGED)}`, `/x?token=${ann.token}`])
      await fetch(`${app.url}${path}`, { headers: headers(ann.token, v6) });
    const socket = await RawSocket.ready(app, ann, { client: { headers: headers(null, v6) } });
    await socket.run('it', operations.Viewer);
    await socket.close();
    const dead = await RawSocket.open(app, { client: { headers: headers(null, v6) } });
    dead.init(bad);
    await dead.closeCode();

    // Faults, whose causes hold what was asked for.
    const sql = (text: string) => app.app.database.source.query(text);
    for (const table of ['account', 'session', 'post', 'activity']) {
      await sql(`ALTER TABLE "${table}" RENAME TO "lost"`);
      await post(
        app,
        {
          query: operations.SignIn,
          variables: { input: { identifier: 'ann.private@secret.example', password: PASSWORD } },
        },
        headers(ann.token),
      );
      await post(app, { query: '{ publicFeed { edges { cursor } } }' }, headers(null));
      await fetch(`${app.url}/p/blog.example/ann.private@secret.example`);
      await sql(`ALTER TABLE "lost" RENAME TO "${table}"`);
    }
    await eventually(() => lines.some((line) => line.includes('message was written')));
    await app.close();

    // Where it listens is its own.
    const log = lines.filter((line) => !line.includes('Server listening')).join('');
    expect(lines.filter((line) => line.includes('failed unexpectedly')).length).toBeGreaterThan(3);
    expect(log).not.toMatch(/@secret\.example|@mail\.example|@example\.com/);
    for (const secret of [ann.token, bad, PASSWORD, claim.id, address, '127.0.0.1', '2001:db8'])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/argon2id\$|[?&]token=/);
    // One line is one entry of ours, whatever was sent.
    for (const line of lines) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), pid: process.pid });
      expect(line).not.toContain('FORGED');
    }
  });

  it.each([
    ['Key (email)=(ann.b+c@mail.example.com) exists', 'Key (email)=([email]) exists'],
    ['from 203.0.113.9 and ::ffff:203.0.113.9', 'from [address] and [address]'],
    ['from 2001:db8::8a2e:370:7334, 2001:db8:85a3:0:0:8a2e:370:7334', 'from [address], [address]'],
    ['from 2a01::1, [fe80::1%eth0]:443', 'from [address], [[address]%eth0]:443'],
    ['2001:db8::/32 and FE80::A and 1:2:3:4:5:6:7::', '[address]/32 and [address] and [address]'],
    ['from 2a01::1: refused; 2a01::9:', 'from [address]: refused; [address]:'],
    ['ECONNREFUSED ::1:5432', 'ECONNREFUSED [address]'],
    ['2a01::1:54321', '[address]:54321'],
    ['from 2001:db8:85a3:0', 'from [address]'],
    ['2001:db8:0:0:0:0:0:1:5432', '[address]:5432'],
    ['(2a01::1)"2a01::2"=2a01::3;', '([address])"[address]"=[address];'],
    ['64:ff9b::192.0.2.1 and ::ffff:1.2.3.4', '[address][address] and [address]'],
    ['at 12:30:15, 2026-11-28T12:30:15.123Z', 'at 12:30:15, 2026-11-28T12:30:15.123Z'],
    [
      'a::b, std::cafe, $1::int, "id"::text, ::, x::',
      'a::b, std::cafe, $1::int, "id"::text, ::, x::',
    ],
    ['node:internal/a.js:12:34 fade:1 add:2:3', 'node:internal/a.js:12:34 fade:1 add:2:3'],
    [`Bearer abc.def`, '[secret].def'],
    [`token ${'aB3_-'.repeat(9)} is`, 'token [secret] is'],
    ['$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA is', '[secret] is'],
    ['at Foo.bar (/srv/app/dist/a.js:12:34)', 'at Foo.bar (/srv/app/dist/a.js:12:34)'],
    [
      'relation "activity" does not exist, at 12:34:56',
      'relation "activity" does not exist, at 12:34:56',
    ],
  ])('has %j as %j', (text, logged) => {
    expect(logText(text)).toBe(logged);
  });

  it('has of a long text no half of a word', () => {
    const long = `${'so long '.repeat(1_248)}a`;
    expect(logText(`${long} alice.smith@example.com`)).toBe(`${long} `);
  });
});

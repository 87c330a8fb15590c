import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { newDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { post } from '../support/http';
import { Mailbox } from '../support/mailbox';
import { operations } from '../support/operations';
import { Build } from '../support/server-process';

const OLD = 'writer.private@secret.example';
const NEW = 'writer.new@secret.example';
const PASSWORDS = ['the first of my passwords', 'the second of my passwords'];

describe('the log of a server', () => {
  let mailbox: Mailbox;
  let build: Build;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    build = Build.make();
  }, 120_000);
  afterAll(async () => {
    build.remove();
    await mailbox.close();
  });

  it('has no address, password or token in it, whatever is done about an account', async () => {
    const database = await newDatabase();
    const child = build.script(`require('./main.js')`, {
      ...{ DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'debug', SMTP_URL: mailbox.url },
    });
    const lines: string[] = [];
    createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line));
    try {
      const found = () => lines.map((line) => /http:\/\/[^/\s"]+/.exec(line)?.[0]).find(Boolean);
      await eventually(() => found() !== undefined);
      const app = { url: found()! };
      const secrets = [OLD, NEW, 'secret.example', ...PASSWORDS];
      const send = async (name: keyof typeof operations, input: object, token = 'none') => {
        const headers = token === 'none' ? {} : { authorization: `Bearer ${token}` };
        const sent = await post(app, { query: operations[name], variables: { input } }, headers);
        expect(sent.answer.errors).toBeUndefined();
        return Object.values(sent.answer.data)[0] as any;
      };
      mailbox.refuses = 1;
      const [password, newPassword] = PASSWORDS as [string, string];
      const joined = await send('Join', { username: 'writer', email: OLD, password });
      const { token } = joined.session;
      await send('ConfirmEmail', { token: await mailbox.tokenTo(OLD) });
      await send('RequestPasswordReset', { email: OLD });
      await send('RequestPasswordReset', { email: 'nobody@secret.example' });
      const reset = await mailbox.tokenTo(OLD, 'resetPassword');
      const wrong = await send('ResetPassword', { token: `${reset}x`, newPassword });
      expect(wrong.userErrors).not.toEqual([]);
      await send('ChangeEmail', { email: NEW, password }, token);
      const move = await mailbox.tokenTo(NEW);
      const { viewer } = await send('ConfirmEmail', { token: move }, token);
      expect(viewer).toMatchObject({ email: NEW });
      await send('ChangePassword', { currentPassword: password, newPassword }, token);
      await send('SignIn', { identifier: NEW, password });
      await eventually(() => mailbox.to(NEW).some(({ raw }) => raw.includes('new password')));
      child.kill('SIGTERM');
      await once(child, 'exit');
      expect(lines.filter((line) => line.includes('A message was sent')).length).toBeGreaterThan(4);
      expect(lines.some((line) => line.includes('could not be sent'))).toBe(true);
      for (const secret of [...secrets, token, reset, move])
        expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    } finally {
      if (child.exitCode === null) child.kill('SIGKILL');
      await database.drop();
    }
  }, 60_000);
});

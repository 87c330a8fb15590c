import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createApp, type App } from '../app';
import { withServices } from '../cli/with-services';
import { readConfig, type Config } from '../config';
import { importActivities } from '../interchange/activitystreams/importer';
import { runUntilStopped } from '../run';
import { Actors } from './actors';
import { sampleActivities } from './sample-activities';

/** Who the visitor follows from the start, so that their home feed has something in it. */
const VISITOR_FOLLOWS = ['wren', 'marta.dunn', 'oldspokes'];

/** Serves the sample community on a database of its own, which is thrown away when it stops. */
runUntilStopped(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rejoinder-demo-'));
  const config = {
    ...readConfig(),
    databaseUrl: `sqlite:${join(folder, 'demo.db')}`,
    logLevel: 'warn',
  };
  try {
    await importCommunity(config);
    const app = await createApp(config);
    const actors = await Actors.gather(app.services, app.database.reads, complain);
    actors.start();
    greet(app, await joinVisitor(app));
    return {
      close: async () => {
        await actors.stop();
        await app.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
});

async function importCommunity(config: Config): Promise<void> {
  const activities = sampleActivities(Date.now()).map((value, index) => ({
    line: index + 1,
    value,
  }));
  const report = await withServices(config, (parts) =>
    importActivities(parts, activities, { undatedAs: null }),
  );
  const [fault] = report.faults;
  if (fault) throw new Error(`The sample community has a fault: ${fault.reason}`);
}

/** @returns the visitor's token */
async function joinVisitor({ services }: App): Promise<string> {
  const { session } = await services.accounts.join({
    username: 'visitor',
    displayName: 'You, visiting',
    email: 'visitor@people.example',
    password: 'a demo has no secrets',
    follow: VISITOR_FOLLOWS,
  });
  return session.token;
}

function greet({ url }: App, token: string): void {
  process.stdout.write(`
Rejoinder serves a sample community, some of whom say something every few seconds.

  ${url}/graphql   open it in a browser for Apollo Sandbox,
${' '.repeat(url.length + 13)}or connect to it with HTTP or WebSocket

To act as "visitor", who follows three of them, send this header
(over WebSocket: connectionParams { "authorization": "Bearer …" }):

  Authorization: Bearer ${token}

Ctrl+C stops it; everything is thrown away then.
`);
}

function complain(error: unknown): void {
  process.stderr.write(`${inspect(error)}\n`);
}

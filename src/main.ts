import { createApp } from './app';
import { readConfig } from './config';
import { runUntilStopped } from './run';

runUntilStopped(async () => {
  const app = await createApp(readConfig());
  process.stdout.write(`Rejoinder serves ${app.url}/graphql (HTTP and WebSocket).\n`);
  return app;
});

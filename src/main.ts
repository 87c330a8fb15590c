import { createApp } from './app';
import { ConfigError, readConfig, widenThreadPool } from './config';

widenThreadPool();

async function main(): Promise<void> {
  const app = await createApp(readConfig());
  process.stdout.write(`Rejoinder serves ${app.url}/graphql (HTTP and WebSocket).\n`);
  const stop = () => {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

function fail(error: unknown): never {
  const text =
    error instanceof ConfigError ? error.message : String((error as Error)?.stack ?? error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

main().catch(fail);

// Exits with 0 once Redis answers at the URL, with 1 when it does not within that many seconds.
import { createClient } from '@redis/client';

const [url, seconds = '0'] = process.argv.slice(2);
const until = Date.now() + Number(seconds) * 1000;

for (;;) {
  const socket = { reconnectStrategy: false, connectTimeout: 2000 };
  const client = createClient({ url, socket });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    client.destroy();
    process.exit(0);
  } catch (error) {
    if (Date.now() >= until) {
      console.error(`No Redis at ${url}: ${error.message}`);
      process.exit(1);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

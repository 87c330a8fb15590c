// Exits with 0 once PostgreSQL answers at the URL, with 1 when it does not within that many seconds.
import pg from 'pg';

const [url, seconds = '0'] = process.argv.slice(2);
const until = Date.now() + Number(seconds) * 1000;

for (;;) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    process.exit(0);
  } catch (error) {
    if (Date.now() >= until) {
      console.error(`No PostgreSQL at ${url}: ${error.message}`);
      process.exit(1);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

// Starts the demo as a newcomer would, asks it for the public feed, and stops it.
import { spawn } from 'node:child_process';

const TIMEOUT_MS = 60_000;
const port = 4900 + Math.floor(Math.random() * 90);
const demo = spawn('npm', ['run', '--silent', 'demo'], {
  env: { ...process.env, PORT: String(port) },
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: true,
});
const exited = new Promise((resolve) => demo.once('exit', resolve));

async function ask() {
  const response = await fetch(`http://localhost:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ publicFeed(first: 100) { edges { node { id } } } }' }),
  });
  const { data } = await response.json();
  return data.publicFeed.edges.length;
}

const until = Date.now() + TIMEOUT_MS;
let shown = 0;
while (shown === 0 && Date.now() < until && demo.exitCode === null) {
  shown = await ask().catch(() => 0);
  if (shown === 0) await new Promise((resolve) => setTimeout(resolve, 250));
}
process.kill(-demo.pid, 'SIGTERM');
await exited;
console.log(`The demo showed ${shown} activities.`);
process.exit(shown === 100 ? 0 : 1);

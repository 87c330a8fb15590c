import { createServer } from 'node:http';
import sqlite3 from 'sqlite3';
import { PAGE, pageOf, PROFILE } from './page.mjs';

/**
 * The peer: what answers the same profile page, byte for byte, with nothing between node:http and SQLite. It knows one
 * query only, and nobody is ever signed in. `node handwritten.mjs <file>` prints its address.
 */
const HANDLES = 4;

const open = async (file) => {
  const database = await new Promise((resolve, reject) => {
    const opened = new sqlite3.Database(file, sqlite3.OPEN_READONLY, (error) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const prepare = (text) => {
    const prepared = database.prepare(text);
    return (value) =>
      new Promise((resolve, reject) => {
        prepared.all(value, (error, rows) => (error ? reject(error) : resolve(rows)));
      });
  };
  return { profile: prepare(PROFILE), page: prepare(PAGE) };
};

const handles = await Promise.all(Array.from({ length: HANDLES }, () => open(process.argv[2])));
let turn = 0;

async function profilePage({ username }) {
  const handle = handles[turn++ % HANDLES];
  const [profile] = await handle.profile(username.toLowerCase());
  return profile ? pageOf(profile, await handle.page(profile.id)) : null;
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    const { variables } = JSON.parse(Buffer.concat(parts).toString());
    const text = JSON.stringify({ data: { profile: await profilePage(variables) } });
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    };
    response.writeHead(200, headers).end(text);
  });
});
server.listen(0, '127.0.0.1', () =>
  console.log(`The peer serves http://127.0.0.1:${server.address().port}`),
);

import { readdirSync } from 'node:fs';

/** Runs the benchmarks that are named, or says which there are: each is a file `<name>.bench.mjs`. */
const SUFFIX = '.bench.mjs';
const QUICK = '--quick';
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .sort();
const load = (name) => import(new URL(`${name}${SUFFIX}`, import.meta.url).href);

const given = process.argv.slice(2);
const wanted = given.filter((argument) => argument !== QUICK);
const isQuick = given.includes(QUICK);
const unknown = wanted.filter((name) => !known.includes(name));
if (wanted.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no benchmark "${unknown.join('", "')}".\n`);
  console.error('npm run bench -- <name> [<name> …], where a name is one of:\n');
  for (const name of known) console.error(`  ${name.padEnd(16)}${(await load(name)).about}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}

for (const name of wanted) {
  const bench = await load(name);
  console.log(`\n${name}: ${bench.about}`);
  await bench.run({ isQuick });
}

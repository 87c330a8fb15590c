import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const WORDS = (
  'the of and to in is that it was for on are as with they at be this from have or by one had not but what all were ' +
  'when we there can an your which their said if do will each about how up out them then she many some so these would ' +
  'other into has more her two like him see time could no make than first been its who now people my made over did'
).split(' ');
const PEOPLE = 20_000;
const START = Date.UTC(2004, 0, 1);
const HOUR_MS = 60 * 60 * 1000;

/** The same numbers at every run. */
function* fractionsFrom(seed) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/**
 * Writes an export of at least so many bytes, as a group of blogs would have: posts with up to two hundred comments, half of
 * whose authors are known by a Typepad id, by 20,000 people.
 * @returns how much it holds
 */
export async function writeExport(path, bytes) {
  const fractions = fractionsFrom(7);
  const below = (limit) => Math.floor(fractions.next().value * limit);
  // A few regulars say most, as everywhere.
  const somebody = () => Math.floor(fractions.next().value ** 4 * PEOPLE);
  const words = (count) =>
    Array.from({ length: count }, () => WORDS[below(WORDS.length)]).join(' ');
  const stream = createWriteStream(path);
  const held = { bytes: 0, posts: 0, comments: 0 };
  for (; held.bytes < bytes; held.posts += 1) {
    const at = START + held.posts * HOUR_MS;
    const count = below(200);
    const comments = Array.from({ length: count }, (_none, index) =>
      commentBy(
        below(PEOPLE),
        at + index * 60_000,
        `${words(5 + below(60))}\n\n${words(below(40))}`,
      ),
    );
    const entry = `${headerOf(held.posts, at)}BODY:\n<p>${words(100)}</p>\n-----\n${comments.join('')}--------\n`;
    held.bytes += Buffer.byteLength(entry);
    held.comments += count;
    if (!stream.write(entry)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return held;
}

function headerOf(number, at) {
  const date = new Date(at);
  const month = String(date.getUTCMonth() + 1).padStart(2, '0');
  const url = `https://blog.example/${date.getUTCFullYear()}/${month}/post-${number}.html`;
  return `AUTHOR: Ann Author
TITLE: Post ${number}
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: wysiwyg
BASENAME: post-${number}
UNIQUE URL: ${url}
DATE: ${textOf(at)}
-----
`;
}

function commentBy(person, at, text) {
  const isSignedIn = person % 2 === 0;
  const id = `6p${(person * 7_919).toString(16).padStart(16, '0')}`;
  return `COMMENT:
AUTHOR: Person ${person}
EMAIL: ${isSignedIn ? '' : `person${person}@mail${person % 50}.org`}
IP: 10.0.${person % 250}.${person % 199}
URL: ${isSignedIn ? `http://profile.typepad.com/${id}` : ''}
DATE: ${textOf(at)}
${text}
-----
`;
}

function textOf(at) {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(at).toISOString());
  return `${month}/${day}/${year} ${time}`;
}

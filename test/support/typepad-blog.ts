import { Random } from './random';

/** What a reader of a made-up export is to find in it. */
export interface BlogFacts {
  entries: number;
  published: number;
  drafts: number;
  future: number;
  noEntry: number;
  comments: number;
  /** Of them, those on published posts. */
  commentsOnPublished: number;
  pings: number;
  /** Who commented on published posts, by what they are known by: none is known by two of these. */
  people: { typepad: Set<string>; email: Set<string>; nameAndUrl: Set<string>; name: Set<string> };
}

type By = keyof BlogFacts['people'];

interface Person {
  readonly by: By;
  /** Of the set of facts. */
  readonly key: string;
  readonly names: readonly string[];
  readonly email: string;
  readonly url: string;
}

const FIRST = ['Ann', 'Bo', 'Chloé', 'Dov', 'Eve', 'Finn', 'Grace', 'Hal', 'Ines', 'Jörg', 'Kit'];
const LAST = ['Abbot', 'Brook', 'Castle', 'Dale', 'Easter', 'Field', 'Garden', 'Hill', 'Ivy'];
const PARAGRAPHS = [
  'I have been thinking about this since the spring, and I am still not sure.',
  '    An indented thought,\n    over two lines; it keeps its white space.',
  'So true &mdash; &#8220;quoted&#8221; &amp; <i>stressed</i>, with a <a href="https://a.example/?a=1&amp;b=2">link</a>.',
  '<blockquote>Somebody else said so first.</blockquote>',
  'Tea, cake, rain, the garden, the train home, and a very long walk along the river. '.repeat(6),
  'naïve café, “curly quotes”, 日本語 and 😀',
  '-----',
  '--------',
  'TITLE: a line that looks like a field\nand what comes after it',
  'AUTHOR: nobody at all\nsaid so',
  '--------\nTITLE: not an entry\nhere is why',
  '-----\nNOTE: not a section',
];
const BREAKS = ['wysiwyg', '0', '1', 'markdown', '__default__', 'richtext'];

/** Makes up a blog, entry by entry: the same for the same seed, with every quirk of real exports. */
export class SyntheticBlog {
  readonly facts: BlogFacts = {
    ...{ entries: 0, published: 0, drafts: 0, future: 0, noEntry: 0 },
    ...{ comments: 0, commentsOnPublished: 0, pings: 0 },
    people: { typepad: new Set(), email: new Set(), nameAndUrl: new Set(), name: new Set() },
  };
  private readonly random: Random;
  private readonly people: readonly Person[];
  private count = 0;

  constructor(
    seed: number,
    private readonly site = 'https://blog.example',
    people = 300,
  ) {
    this.random = new Random(seed);
    this.people = Array.from({ length: people }, (_, index) => personOf(index));
  }

  /** A whole entry, with so many comments. */
  entry(comments: number): string {
    const { start, isPublished } = this.beginEntry();
    let text = start;
    for (let index = 0; index < comments; index += 1) text += this.comment(isPublished);
    return `${text}${this.random.below(10) === 0 ? this.ping() : ''}${END}`;
  }

  /** One entry of at least so many bytes, in parts: the size is in its comments, or in its body. */
  *hugeEntry(bytes: number, where: 'COMMENTS' | 'BODY'): Generator<string> {
    this.count += 1;
    this.facts.entries += 1;
    this.facts.published += 1;
    const date = dateOf(this.count);
    yield `TITLE: A huge one\nUNIQUE URL: ${this.site}/2006/01/huge-${this.count}.html \nDATE: ${date}\n-----\nBODY:\n`;
    let written = 0;
    if (where === 'COMMENTS') yield '<p>Short</p>\n-----\n';
    while (written < bytes) {
      const part = where === 'COMMENTS' ? this.comment(true) : `${PARAGRAPHS[4] ?? ''}\n\n`;
      written += part.length;
      yield part;
    }
    yield where === 'COMMENTS' ? END : `-----\n${END}`;
  }

  private beginEntry(): { start: string; isPublished: boolean } {
    const { random, facts } = this;
    this.count += 1;
    facts.entries += 1;
    const fate = this.count > 3 ? random.below(50) : 49;
    const status = fate === 0 ? 'Draft' : fate === 1 ? 'Future' : fate < 10 ? null : 'Publish';
    if (status === 'Draft') facts.drafts += 1;
    else if (status === 'Future') facts.future += 1;
    else facts.published += 1;
    const hasNoEntry = fate === 49 && this.count % 7 === 0;
    if (hasNoEntry) facts.noEntry += 1;
    const day = dayOf(this.count);
    // Two posts share a basename now and then.
    const basename = `post-${this.count - (this.count % 40 === 1 ? 1 : 0)}`;
    const url = `${this.site}/${day.slice(6)}/${day.slice(0, 2)}/post-${this.count}.html`;
    const fields = [
      ...[`AUTHOR: Blogger`, `TITLE: Post ${this.count}: tea & “cake”`, `BASENAME: ${basename}`],
      ...(status === null ? [] : [`STATUS: ${status}`]),
      `ALLOW COMMENTS: ${random.below(3)}`,
      `CONVERT BREAKS: ${random.one(BREAKS)}`,
      ...['ALLOW PINGS: 0', 'CATEGORY: Food', 'CATEGORY: Travel', 'PRIMARY CATEGORY: Food', ''],
      ...(hasNoEntry ? ['NO ENTRY: 1'] : []),
      ...[`UNIQUE URL: ${url}${random.below(2) === 0 ? ' ' : ''}`, `DATE: ${dateOf(this.count)}`],
    ];
    const start = `${fields.join('\n')}\n-----\nBODY:\n${this.words(4)}\n-----\nEXTENDED BODY:\n${this.words(2)}\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n`;
    return { start, isPublished: status === null || status === 'Publish' };
  }

  private comment(isPublished: boolean): string {
    const { random, facts } = this;
    const { by, key, names, email, url } = random.one(this.people);
    facts.comments += 1;
    if (isPublished) {
      facts.commentsOnPublished += 1;
      facts.people[by].add(key);
    }
    const fields = [
      ...[`AUTHOR: ${random.one(names)}`, `EMAIL: ${email}`, `IP: 192.0.2.${random.below(250)}`],
      ...[`URL: ${url}`, `DATE: ${dateOf(this.count, random.below(86_400))}`],
    ];
    // In another order now and then, which the last two alone keep readable.
    const ordered = random.below(8) === 0 ? fields.reverse() : fields;
    return `COMMENT:\n${ordered.join('\n')}\n${random.below(30) === 0 ? 'AUTHOR: said so\n' : ''}${this.words(2)}\n-----\n`;
  }

  private ping(): string {
    this.facts.pings += 1;
    return `PING:\nTITLE: Cheap things\nURL: https://spam.example/\nIP: 192.0.2.1\nBLOG NAME: Spam\nDATE: ${dateOf(this.count)}\nBuy it\n-----\n`;
  }

  private words(most: number): string {
    const count = 1 + this.random.below(most);
    return Array.from({ length: count }, () => this.random.one(PARAGRAPHS)).join('\n\n');
  }
}

const END = '--------\n';

/** An export of the size of a real blog, whole, and what is in it. */
export function realBlog({
  posts,
  comments,
  seed,
}: {
  posts: number;
  comments: number;
  seed: number;
}): { text: string; facts: BlogFacts } {
  const blog = new SyntheticBlog(seed);
  const random = new Random(seed + 1);
  const counts = new Array<number>(posts).fill(0);
  for (let index = 0; index < comments; index += 1) {
    const post = random.below(posts);
    counts[post] = (counts[post] ?? 0) + 1;
  }
  return { text: counts.map((count) => blog.entry(count)).join(''), facts: blog.facts };
}

/** Entries until they are of at least so many bytes, in parts. */
export function* blogOfSize(
  blog: SyntheticBlog,
  bytes: number,
  commentsPerPost = 5,
): Generator<string> {
  for (let written = 0; written < bytes;) {
    const part = blog.entry(commentsPerPost);
    written += part.length;
    yield part;
  }
}

/** Each is known by one thing alone; some have the name of another, and some have two. */
function personOf(index: number): Person {
  const first = FIRST[index % FIRST.length] ?? '';
  const last = LAST[Math.floor(index / FIRST.length) % LAST.length] ?? '';
  const name = `${first} ${last} ${index}`;
  const kind = index % 20;
  if (kind < 8) {
    const id = kind % 2 === 0 ? `6p00d83451${String(index).padStart(6, '0')}69e2` : `alias${index}`;
    const url = `${kind < 4 ? 'http' : 'https'}://profile.typepad.com/${id}`;
    return { by: 'typepad', key: id, names: [name, `${first}!`], email: '', url };
  }
  if (kind < 15) {
    const email = `person${index}@mail.example`;
    const url = kind < 12 ? `https://person${index}.example/` : '';
    return { by: 'email', key: email, names: [kind === 14 ? 'Sam Same' : name], email, url };
  }
  if (kind < 18) {
    const url = `https://site${index}.example/`;
    return { by: 'nameAndUrl', key: `${name} ${url}`, names: [name], email: '', url };
  }
  return { by: 'name', key: name, names: [name], email: '', url: '' };
}

const dayOf = (count: number): string => {
  const day = new Date(Date.UTC(2004, 0, 1 + (count % 7000))).toISOString();
  return `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;
};

function dateOf(count: number, second = (count * 977) % 86_400): string {
  const [hour, rest] = [Math.floor(second / 3600), second % 3600];
  const clock = `${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
  // In some files the hours are those of the day.
  if (count % 50 === 0) return `${dayOf(count)} ${two(hour)}:${clock}`;
  return `${dayOf(count)} ${two(hour % 12 || 12)}:${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

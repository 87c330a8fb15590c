import { normalizePostUrl } from '../../../posts/post-url';
import type { Field } from '../export-event';
import { identityKeyOf } from '../people/identity-key';
import { isCutName } from '../people/display-name';
import { isCutTitle, postTitleOf } from '../post-title';
import { digestOf } from './digest';
import { basenameOf, derivedUrl, placeOf } from './entry-place';
import type { ExportContext } from './export-context';
import { linesOf, valueOf } from './fields';
import type { Person, PostDraft } from './portion';
import type { SharedNames } from './shared-names';

/** What becomes of an entry. */
export type EntryVerdict =
  | { readonly is: 'POST'; readonly post: PostDraft; readonly repairs: readonly string[] }
  | { readonly is: 'DRAFT' | 'REFUSED'; readonly reason: string };

const DATE = /^\s*(\d{1,2})\/\d{1,2}\/(\d{4})/;

/** Reads the head of an entry. */
export function readEntry(
  line: number,
  fields: readonly Field[],
  context: ExportContext,
  names: SharedNames,
): EntryVerdict {
  const status = valueOf(fields, 'STATUS').trim();
  if (!/^(publish(ed)?)?$/i.test(status))
    return { is: 'DRAFT', reason: `Its status is ${status}: it is not published.` };
  const repairs: string[] = [];
  const url = urlOf(fields, context, names, repairs);
  if (url === null) return { is: 'REFUSED', reason: NOWHERE };
  const place = placeOf(url, context.site, context.moves);
  if (!place) return { is: 'REFUSED', reason: NOWHERE };
  if (valueOf(fields, 'NO ENTRY').trim() !== '')
    repairs.push('NO ENTRY is ignored: the entry is imported like any other.');
  const dateText = valueOf(fields, 'DATE');
  const publishedAt = context.instantOf(dateText);
  if (publishedAt === null)
    repairs.push(
      'Its date cannot be read: the post has none, and does not stand in its author’s activity.',
    );
  if (isCutTitle(valueOf(fields, 'TITLE')))
    repairs.push('Its title is too long to be shown whole: the post is called by its beginning.');
  if (isCutName(valueOf(fields, 'AUTHOR'))) repairs.push(CUT_NAME);
  const post = {
    ...place,
    key: digestOf(place.old.address),
    file: context.file,
    line,
    title: postTitleOf(valueOf(fields, 'TITLE')),
    author: authorOf(fields, place.site.address),
    publishedAt,
    dateText,
    header: linesOf(fields),
    bodyFormat: /^markdown/i.test(valueOf(fields, 'CONVERT BREAKS').trim())
      ? ('MARKDOWN' as const)
      : ('HTML' as const),
  };
  return { is: 'POST', post, repairs };
}

/** Of entries and of comments. */
export const CUT_NAME =
  'The name of its author is too long to be shown whole: the profile is called by its beginning.';

const NOWHERE =
  'It does not tell where it stood: it has no UNIQUE URL, and no date and site (see --site) to make one of.';

/** Where an entry stood, normalised; of one that does not tell, made as Typepad did. */
function urlOf(
  fields: readonly Field[],
  { site }: ExportContext,
  names: SharedNames,
  repairs: string[],
): string | null {
  const told = valueOf(fields, 'UNIQUE URL').trim();
  const url = normalizePostUrl(told);
  if (url !== null) return url;
  if (told !== '')
    repairs.push('Its UNIQUE URL is no web address: one is made of its date and name.');
  const dateText = valueOf(fields, 'DATE');
  const [, month = '', year] = DATE.exec(dateText) ?? [];
  if (site === null || year === undefined) return null;
  let basename = valueOf(fields, 'BASENAME').trim();
  if (basename === '') {
    basename = basenameOf(valueOf(fields, 'TITLE'));
    repairs.push('It has neither UNIQUE URL nor BASENAME: its address is made of its title.');
  }
  const date = { year, month: month.padStart(2, '0') };
  const ordinal = names.ordinalOf(`${year}/${date.month}/${basename}`, dateText);
  if (ordinal === 1) return derivedUrl(site, date, basename);
  repairs.push(`Another entry has the same BASENAME: its address ends with -${ordinal}.`);
  return derivedUrl(site, date, `${basename}-${ordinal}`);
}

function authorOf(fields: readonly Field[], site: string): Person | null {
  const name = valueOf(fields, 'AUTHOR').trim();
  const email = valueOf(fields, 'AUTHOR EMAIL');
  if (name === '' && email.trim() === '') return null;
  return { key: identityKeyOf({ name, email, url: '' }, site), name, homepageUrl: null };
}

import { characterCount, firstCharacters } from '../characters';
import { Refusal, type UserError } from '../errors';
import { parseWebUrl } from '../posts/post-url';

/** The most characters of each text of a profile. */
const LIMITS = { displayName: 80, about: 5_000, location: 200, interests: 1_000 } as const;

// Control characters, but for tab and the line breaks, and the marks that turn the direction of the text around them.
const UNWELCOME = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const LINE_BREAK_OR_TAB = /[\t\n\r\u2028\u2029]/;
/** A name of nothing but joiners and blanks would be shown as no name at all. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What a display name may not hold, all of it: {@link UNWELCOME} and {@link LINE_BREAK_OR_TAB}. */
const UNWELCOME_IN_NAME = new RegExp(`(?:${UNWELCOME.source}|${LINE_BREAK_OR_TAB.source})+`, 'g');

const cleanName = (written: string): string => written.replace(UNWELCOME_IN_NAME, ' ').trim();

/** What somebody is called elsewhere, as a display name may be; null where nothing of it can be seen. */
export function shownName(written: string): string | null {
  const clean = cleanName(written);
  return VISIBLE.test(clean) ? firstCharacters(clean, LIMITS.displayName).trim() : null;
}

/** Whether {@link shownName} is the beginning of a name only. */
export const isNameTooLong = (written: string): boolean =>
  written.length > LIMITS.displayName && characterCount(cleanName(written)) > LIMITS.displayName;

export interface ProfileTexts {
  displayName?: string | null;
  about?: string | null;
  location?: string | null;
  interests?: string | null;
  homepageUrl?: string | null;
  avatarUrl?: string | null;
}

/** Gathers everything that is wrong with what a person wrote, so that they are told all of it at once. */
export class Faults {
  private readonly faults: UserError[] = [];

  /** @param field its name, or the path to it */
  add(field: string | readonly string[], code: UserError['code'], message: string): void {
    this.faults.push({ field: [field].flat(), code, message });
  }

  /** @throws Refusal when there are any */
  throwIfAny(): void {
    if (this.faults.length > 0) throw new Refusal(...this.faults);
  }
}

/** A display name, trimmed; faults are added. */
export function checkDisplayName(name: string | null, faults: Faults): string {
  const trimmed = name?.trim() ?? '';
  if (!VISIBLE.test(trimmed) || characterCount(trimmed) > LIMITS.displayName)
    faults.add(
      'displayName',
      'INVALID',
      `A display name has 1 to ${LIMITS.displayName} characters.`,
    );
  else if (UNWELCOME.test(trimmed) || LINE_BREAK_OR_TAB.test(trimmed))
    faults.add(
      'displayName',
      'INVALID',
      'A display name has no line breaks or control characters.',
    );
  return trimmed;
}

/** The given texts as they are to be stored: trimmed, and null where nothing is left. */
export function checkTexts(texts: ProfileTexts): ProfileTexts {
  const faults = new Faults();
  const checked: ProfileTexts = {};
  if (texts.displayName !== undefined)
    checked.displayName = checkDisplayName(texts.displayName, faults);
  for (const field of ['about', 'location', 'interests'] as const)
    if (texts[field] !== undefined) checked[field] = checkText(field, texts[field], faults);
  for (const field of ['homepageUrl', 'avatarUrl'] as const)
    if (texts[field] !== undefined) checked[field] = checkUrl(field, texts[field], faults);
  faults.throwIfAny();
  return checked;
}

function checkText(
  field: 'about' | 'location' | 'interests',
  text: string | null,
  faults: Faults,
): string | null {
  const trimmed = text?.trim() ?? '';
  if (characterCount(trimmed) > LIMITS[field])
    faults.add(field, 'INVALID', `At most ${LIMITS[field]} characters.`);
  if (UNWELCOME.test(trimmed)) faults.add(field, 'INVALID', 'Control characters are not allowed.');
  return trimmed === '' ? null : trimmed;
}

function checkUrl(field: string, text: string | null, faults: Faults): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  const url = parseWebUrl(trimmed);
  if (!url || url.href.length > 2_000)
    faults.add(field, 'INVALID', 'Give a whole http(s) address, such as https://blog.example/.');
  return url?.href ?? null;
}

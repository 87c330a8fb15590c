import type { BlockListEffect, BlockListKind } from './block-list-entry.entity';
import { markupOf } from './links';
import { Phrases, readingsOf } from './listed-words';
import { networkIn, Networks } from './networks';
import { placeIn, placesNamed, placesOf, type Place } from './places';

export interface ListedValue {
  readonly kind: BlockListKind;
  readonly value: string;
  readonly effect: BlockListEffect;
}

/** What somebody wrote, read for the list: before a unit, which others wait for. */
export interface ReadWords {
  readonly readings: readonly (readonly string[])[];
  readonly places: readonly Place[];
}

/** @param html the same as it is shown, and clean; none for what is shown as it is written */
export function readWords(text: string, html = ''): ReadWords {
  const { addresses, titles } = markupOf(html);
  const texts = [text, ...titles];
  return {
    readings: texts.flatMap(readingsOf),
    places: [...addresses.flatMap(placesOf), ...texts.flatMap(placesNamed)],
  };
}

/** Whom something comes from. */
export interface Source {
  /** The email of the account; null where there is none. */
  readonly emailKey: string | null;
  readonly network: string | null;
}

/**
 * What comments are not accepted with, ready to be compared: everything is looked up, so that it takes as long as the words
 * are, however long the list is.
 */
export class BlockList {
  private readonly phrases = new Phrases();
  private readonly emails = new Map<string, BlockListEffect>();
  private readonly networks = new Networks();
  private readonly places = new Map<string, { path: string; effect: BlockListEffect }[]>();

  /** @param digestOf what stands in the list for an address whose account was deleted */
  constructor(
    entries: readonly ListedValue[],
    private readonly digestOf: (emailKey: string) => string,
  ) {
    for (const entry of entries) this.take(entry);
  }

  /** What happens to words; null where nothing on the list is in them. */
  judge({ readings, places }: ReadWords): BlockListEffect | null {
    return strictest([
      ...readings.flatMap((words) => [...this.phrases.in(words)]),
      ...places.flatMap((place) => this.ofPlace(place)),
    ]);
  }

  /** What happens to words of whoever it is; null where they are not on the list. */
  judgeSource({ emailKey, network }: Source): BlockListEffect | null {
    return strictest([...this.ofEmail(emailKey), ...this.ofNetwork(network)]);
  }

  private take({ kind, value, effect }: ListedValue): void {
    if (kind === 'WORD') this.phrases.add(value, effect);
    else if (kind === 'EMAIL') this.emails.set(value, effect);
    else if (kind === 'NETWORK') {
      const network = networkIn(value);
      if (network) this.networks.add(network, effect);
    } else {
      const place = placeIn(value);
      if (!place) return;
      const { host, path } = place;
      this.places.set(host, [...(this.places.get(host) ?? []), { path, effect }]);
    }
  }

  private ofPlace({ host, path: whole }: Place): BlockListEffect[] {
    return withAbove(host)
      .flatMap((name) => this.places.get(name) ?? [])
      .filter(({ path }) => whole === path || whole.startsWith(`${path}/`))
      .map(({ effect }) => effect);
  }

  private ofEmail(emailKey: string | null): BlockListEffect[] {
    if (emailKey === null) return [];
    const domain = emailKey.slice(emailKey.lastIndexOf('@') + 1);
    const own = [emailKey, this.digestOf(emailKey)];
    const names = [...own, ...withAbove(domain).map((name) => `@${name}`)];
    return names.flatMap((name) => this.emails.get(name) ?? []);
  }

  private ofNetwork(text: string | null): BlockListEffect[] {
    const network = text === null ? null : networkIn(text);
    return network ? this.networks.of(network) : [];
  }
}

/** Of some effects the one that goes before the others. */
export function strictest(effects: readonly (BlockListEffect | null)[]): BlockListEffect | null {
  if (effects.includes('REFUSE')) return 'REFUSE';
  return effects.includes('HOLD') ? 'HOLD' : null;
}

/** A host and those that it is below. */
function withAbove(host: string): string[] {
  const labels = host.split('.');
  return labels.map((_label, index) => labels.slice(index).join('.'));
}

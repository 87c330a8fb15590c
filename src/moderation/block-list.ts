import { BlockList as Addresses } from 'node:net';
import type { BlockListEffect, BlockListKind } from './block-list-entry.entity';
import { networkIn, placeIn, wordsOf } from './block-list-value';

export interface ListedValue {
  readonly kind: BlockListKind;
  readonly value: string;
  readonly effect: BlockListEffect;
}

/** What is compared with the list. */
export interface Judged {
  /** What the words say, as it is shown. */
  readonly text: string;
  readonly links: readonly string[];
  /** The email of the account; null where there is none. */
  readonly emailKey: string | null;
  readonly network: string | null;
}

/**
 * What comments are not accepted with, ready to be compared: everything is looked up, so that it takes as long as the words
 * are, however long the list is.
 */
export class BlockList {
  private readonly phrases = new Map<string, BlockListEffect>();
  /** How many words phrases have. */
  private readonly lengths = new Set<number>();
  private readonly emails = new Map<string, BlockListEffect>();
  private readonly networks = { HOLD: new Addresses(), REFUSE: new Addresses() };
  private readonly places = new Map<string, { path: string; effect: BlockListEffect }[]>();

  constructor(entries: readonly ListedValue[]) {
    for (const entry of entries) this.take(entry);
  }

  /** What happens to a comment; null where nothing on the list is in it, nor is it from there. */
  judge({ text, links, emailKey, network }: Judged): BlockListEffect | null {
    const found = [
      ...this.ofWords(wordsOf(text)),
      ...links.flatMap((link) => this.ofLink(link)),
      ...this.ofEmail(emailKey),
      ...this.ofNetwork(network),
    ];
    if (found.includes('REFUSE')) return 'REFUSE';
    return found.length > 0 ? 'HOLD' : null;
  }

  private take({ kind, value, effect }: ListedValue): void {
    if (kind === 'WORD') {
      this.phrases.set(value, effect);
      this.lengths.add(value.split(' ').length);
    } else if (kind === 'EMAIL') this.emails.set(value, effect);
    else if (kind === 'NETWORK') {
      const network = networkIn(value);
      if (network) this.networks[effect].addSubnet(network.address, network.bits, network.family);
    } else {
      const place = placeIn(value);
      if (!place) return;
      const { host, path } = place;
      this.places.set(host, [...(this.places.get(host) ?? []), { path, effect }]);
    }
  }

  private ofWords(words: readonly string[]): BlockListEffect[] {
    const found: BlockListEffect[] = [];
    for (const length of this.lengths)
      for (let start = 0; start + length <= words.length; start += 1) {
        const effect = this.phrases.get(words.slice(start, start + length).join(' '));
        if (effect) found.push(effect);
      }
    return found;
  }

  private ofLink(link: string): BlockListEffect[] {
    const place = placeIn(link);
    if (!place) return [];
    const labels = place.host.split('.');
    return labels
      .flatMap((_label, index) => this.places.get(labels.slice(index).join('.')) ?? [])
      .filter(({ path }) => place.path === path || place.path.startsWith(`${path}/`))
      .map(({ effect }) => effect);
  }

  private ofEmail(emailKey: string | null): BlockListEffect[] {
    if (emailKey === null) return [];
    const domain = emailKey.slice(emailKey.lastIndexOf('@'));
    return [this.emails.get(emailKey) ?? [], this.emails.get(domain) ?? []].flat();
  }

  private ofNetwork(text: string | null): BlockListEffect[] {
    const network = text === null ? null : networkIn(text);
    if (!network) return [];
    return (['REFUSE', 'HOLD'] as const).filter((effect) =>
      this.networks[effect].check(network.address, network.family),
    );
  }
}

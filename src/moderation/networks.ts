import { BITS_BEFORE_IPV4, ipAddressText, readIpAddress, type IpAddress } from '../ip-address';
import type { BlockListEffect } from './block-list-entry.entity';

const BITS = { 4: 32, 6: 128 } as const;
/** Of IPv6 a client has 2^64 addresses, and is known by what comes before them: the server keeps no more. */
const MOST_BITS = { 4: 32, 6: 64 } as const;
/** Whoever means all of the Internet means something else. */
const LEAST_BITS = { 4: 8, 6: 16 } as const;

/** A range of addresses, all of which begin alike. */
export interface Network extends IpAddress {
  readonly bits: number;
}

/** Reads an address, or a range of them such as 203.0.113.0/24; null for anything else. */
export function networkIn(text: string): Network | null {
  const [written = '', length, ...more] = text.trim().split('/');
  const address = readIpAddress(written);
  if (!address || more.length > 0) return null;
  if (length !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(length)) return null;
  const { family } = address;
  const before = family === 4 && written.includes(':') ? BITS_BEFORE_IPV4 : 0;
  const bits = length === undefined ? BITS[family] : Number(length) - before;
  if (bits < 0 || bits > BITS[family]) return null;
  return within(address, Math.min(bits, MOST_BITS[family]));
}

function within({ family, value }: IpAddress, bits: number): Network {
  const rest = BigInt(BITS[family] - bits);
  return { family, value: (value >> rest) << rest, bits };
}

/** A network in the one form in which it is compared. */
export const networkText = (network: Network): string =>
  `${ipAddressText(network)}/${network.bits}`;

/** Whether a range is most of the Internet, as one of IPv6 that holds all of IPv4 is. */
export const isTooWide = ({ family, value, bits }: Network): boolean =>
  bits < LEAST_BITS[family] || (family === 6 && value === 0n && bits < MOST_BITS[6]);

/** Networks with what happens to whoever comes from there. */
export class Networks {
  private readonly effects = new Map<string, BlockListEffect>();
  private readonly lengths = { 4: new Set<number>(), 6: new Set<number>() };

  add(network: Network, effect: BlockListEffect): void {
    this.effects.set(networkText(network), effect);
    this.lengths[network.family].add(network.bits);
  }

  /** Of all that somebody is in. */
  of(network: Network): BlockListEffect[] {
    return [...this.lengths[network.family]]
      .filter((bits) => bits <= network.bits)
      .flatMap((bits) => this.effects.get(networkText(within(network, bits))) ?? []);
  }
}

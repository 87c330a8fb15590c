import { isIP } from 'node:net';

/** An IP address as a number; IPv4 that is written in IPv6 is IPv4. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** How many bits come before the IPv4 address in an IPv6 address that holds one. */
export const BITS_BEFORE_IPV4 = 96;

const MAPPED = 0xffffn;

/** Null for anything else, such as an address with a zone. */
export function readIpAddress(text: string): IpAddress | null {
  const version = isIP(text);
  if (version === 4) return { family: 4, value: joined(text.split('.').map(Number), 8n) };
  if (version !== 6 || text.includes('%')) return null;
  const value = joined(groupsOf(text), 16n);
  if (value >> 32n === MAPPED) return { family: 4, value: value & 0xffffffffn };
  return { family: 6, value };
}

export function ipAddressText({ family, value }: IpAddress): string {
  if (family === 4) return parted(value, 4, 8n).join('.');
  const groups = parted(value, 8, 16n).map((group) => group.toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

const joined = (parts: readonly number[], bits: bigint): bigint =>
  parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);

const parted = (value: bigint, count: number, bits: bigint): number[] =>
  Array.from({ length: count }, (_part, index) =>
    Number((value >> (bits * BigInt(count - 1 - index))) & ((1n << bits) - 1n)),
  );

/** The eight numbers of an IPv6 address. */
export function groupsOf(address: string): number[] {
  const [bare = ''] = address.split('%');
  // The URL parser knows every way to write one, and has one way itself, in hexadecimal.
  const [head = '', tail = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail].map((part) =>
    part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)),
  ) as [number[], number[]];
  const zeros = Array<number>(8 - first.length - last.length).fill(0);
  return [...first, ...zeros, ...last];
}

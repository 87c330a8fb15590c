import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { groupsOf } from '../ip-address';

/** The proxies before this server are those that stand nearest to it, hop by hop. */
export const trustedHops = (proxies: number) =>
  proxies > 0 && ((_address: string, hop: number) => hop < proxies);

/**
 * The address that a request comes from. Each proxy adds the address that it was asked from at the right of
 * X-Forwarded-For; whatever stands further left than the trusted ones wrote, anybody may have sent.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = forwarded.map((hop) => hop.trim()).filter((hop) => hop !== '');
  const addresses = [socket.remoteAddress ?? '', ...hops.reverse()];
  return addresses[Math.min(proxies, addresses.length - 1)] ?? '';
}

/** Whom an address stands for: an IPv4 address is one client's, of IPv6 each has 2^64. Also as IPv4 written in IPv6. */
export function networkOf(address: string): string {
  const bare = withoutPort(address);
  if (!isIPv6(bare)) return bare;
  const groups = groupsOf(bare);
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:65535')
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.');
  const prefix = groups.slice(0, 4).map((group) => group.toString(16));
  return `${prefix.join(':')}::/64`;
}

/** Some proxies tell the port as well: `203.0.113.7:4711`, `[2001:db8::7]:4711`. */
function withoutPort(address: string): string {
  const [, bare] = /^\[(.*)\](?::\d+)?$/.exec(address) ?? /^([\d.]+):\d+$/.exec(address) ?? [];
  return bare ?? address;
}

import type { IncomingMessage } from 'node:http';
import { clientAddress, networkOf, trustedHops } from '../../src/server/client-address';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  it.each([
    ['nobody is trusted', 0, '6.6.6.6, 203.0.113.7', '10.0.0.1'],
    ['the proxy is trusted', 1, '203.0.113.7', '203.0.113.7'],
    ['the client sent the header as well', 1, '6.6.6.6, 203.0.113.7', '203.0.113.7'],
    ['there are two proxies', 2, '6.6.6.6, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['it is written oddly', 1, ' 6.6.6.6 ,,\t203.0.113.7 , ', '203.0.113.7'],
    ['there are fewer proxies than trusted', 3, '203.0.113.7', '203.0.113.7'],
    ['there is nothing in the header', 1, ' , ', '10.0.0.1'],
    ['there is no header', 1, undefined, '10.0.0.1'],
  ])('is found when %s', (_name, proxies, forwarded, expected) => {
    expect(clientAddress(request('10.0.0.1', forwarded), proxies)).toBe(expected);
  });

  it('is the same one that HTTP requests are said to come from', () => {
    const trusts = trustedHops(2);
    expect([0, 1, 2].map((hop) => trusts && trusts('', hop))).toEqual([true, true, false]);
    expect(trustedHops(0)).toBe(false);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['[2001:db8:1:2:3:4:5:6]:4711', '2001:db8:1:2::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['2001:DB8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('%s stands for %s', (address, expected) => {
    expect(networkOf(address)).toBe(expected);
  });
});

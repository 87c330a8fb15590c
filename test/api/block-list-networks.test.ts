import { networkOf } from '../../src/server/client-address';
import { TestApp } from '../support/app';
import { Listing } from '../support/listing';

describe('networks on the block list', () => {
  let app: TestApp;
  let listing: Listing;

  beforeAll(async () => {
    app = await TestApp.start();
    listing = await Listing.on(app);
  });
  afterEach(() => listing.clear());
  afterAll(() => app.close());

  it.each([
    ['::ffff:203.0.113.7', '203.0.113.7/32'],
    ['::ffff:cb00:7107', '203.0.113.7/32'],
    ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
    ['1.2.3.4/24', '1.2.3.0/24'],
    ['10.20.30.40/8', '10.0.0.0/8'],
    ['2001:DB8:0:0::/64', '2001:db8::/64'],
    ['2001:0db8::1:2', '2001:db8::/64'],
    ['2001:db8:1:2:3:4:5:6/127', '2001:db8:1:2::/64'],
    ['2001:db8:ffff::/35', '2001:db8:e000::/35'],
    ['::1', '::/64'],
  ])('%s is kept as %s', async (value, kept) => {
    expect(await listing.only('NETWORK', value)).toBe(kept);
    const again = await listing.add('NETWORK', kept);
    expect(again).toMatchObject({ entry: { value: kept }, userErrors: [] });
    expect(await listing.entries()).toHaveLength(1);
  });

  it.each([
    ['::ffff:203.0.113.7', ['203.0.113.7', '::ffff:203.0.113.7'], ['203.0.113.8', '2001:db8::1']],
    ['203.0.113.0/24', ['203.0.113.9', '::ffff:203.0.113.9'], ['203.0.114.9', '::1']],
    ['::1', ['::1'], ['203.0.113.7', '127.0.0.1', '0.0.0.1', '2001:db8::1']],
    ['2001:db8:e000::/35', ['2001:db8:ffff::7'], ['2001:db8:dfff::7', '203.0.113.7']],
  ])('%s stands for %j, not for %j', async (value, those, others) => {
    await listing.only('NETWORK', value);
    const fates = async (addresses: string[]) => {
      const found: string[] = [];
      for (const address of addresses) found.push(await listing.fate('Hi', networkOf(address)));
      return found;
    };
    expect(await fates(those)).toEqual(those.map(() => 'REFUSED'));
    expect(await fates(others)).toEqual(others.map(() => 'PUBLISHED'));
  });

  it('refuses where any of several ranges does', async () => {
    await listing.add('NETWORK', '203.0.113.7', 'HOLD');
    expect(await listing.fate('Hi', '203.0.113.7')).toBe('PENDING');
    await listing.add('NETWORK', '203.0.0.0/16', 'REFUSE');
    expect(await listing.fate('Hi', '203.0.113.7')).toBe('REFUSED');
  });

  it.each(['::ffff:0:0/96', '::ffff:203.0.113.7/64', '::/16', '::/0', '1.2.3.4/008', '1.2.3.4/7'])(
    'takes not %s',
    async (value) => {
      expect((await listing.add('NETWORK', value)).userErrors).toMatchObject([
        { field: ['value'], code: 'INVALID' },
      ]);
    },
  );
});

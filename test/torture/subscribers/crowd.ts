import type { Random } from '../../support/random';
import type { Member } from '../acts/society';
import type { FeedName } from '../model/rules';
import type { Style } from './documents';
import type { Subscriber } from './subscriber';

/** Of so many subscribers, how many follow what. */
const FEEDS: readonly FeedName[] = [
  ...Array<FeedName>(3).fill('PUBLIC'),
  ...Array<FeedName>(3).fill('HOME'),
  ...Array<FeedName>(2).fill('PROFILE'),
  ...Array<FeedName>(2).fill('POST'),
  ...Array<FeedName>(2).fill('NOTIFICATIONS'),
];
/** One of so many devices asks for more than a socket holds. */
const HEAVY_SHARE = 40;

type Choice = Omit<Subscriber, 'journal'>;

/** Chooses who follows what, several over one connection. No two of a device follow the same. */
export function chooseCrowd(
  count: number,
  members: readonly Member[],
  pages: readonly string[],
  random: Random,
): Choice[][] {
  const devices: Choice[][] = [];
  let number = 0;
  while (number < count) {
    const isHeavy = devices.length % HEAVY_SHARE === 0;
    const viewer = isHeavy || random.below(4) === 0 ? null : random.one(members);
    const size = isHeavy ? 1 : Math.min(count - number, 1 + random.below(3));
    const device: Choice[] = [];
    while (device.length < size) {
      const style = isHeavy ? 'HEAVY' : styleOf(random);
      const feed = isHeavy ? 'PUBLIC' : feedFor(viewer, random);
      const choice = {
        number: (number += 1),
        feed,
        style,
        viewer,
        whose: feed === 'PROFILE' ? random.one(members) : null,
        page: feed === 'POST' ? random.one(pages) : null,
      };
      if (device.every((other) => !isSame(other, choice))) device.push(choice);
      else number -= 1;
    }
    devices.push(device);
  }
  return devices;
}

const styleOf = (random: Random): Style => (random.below(3) === 0 ? 'PERSONAL' : 'PLAIN');

function feedFor(viewer: Member | null, random: Random): FeedName {
  const feed = random.one(FEEDS);
  const isOwn = feed === 'HOME' || feed === 'NOTIFICATIONS';
  return viewer === null && isOwn ? 'PUBLIC' : feed;
}

const isSame = (one: Choice, other: Choice): boolean =>
  one.feed === other.feed &&
  one.style === other.style &&
  one.whose === other.whose &&
  one.page === other.page;

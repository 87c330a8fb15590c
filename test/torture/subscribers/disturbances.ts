import type { Storm } from '../world/storm';
import type { Device } from './device';

/** Something that happens to a device. It is in order again afterwards. */
type Disturbance = (device: Device, storm: Storm) => Promise<void>;

/** The connection is cut without a word. */
const drop: Disturbance = (device) => {
  device.tally.drops += 1;
  device.cut();
  return Promise.resolve();
};

/** It leaves as one should, and comes back with a new connection, perhaps after a while. */
const leave: Disturbance = async (device, storm) => {
  device.tally.departures += 1;
  await device.close();
  await storm.pass(device.random.below(2) * device.random.below(120));
  device.open();
};

/** It ends one subscription and begins it again, over the same connection if another feed keeps it open. */
const subscribeAgain: Disturbance = async (device, storm) => {
  const subscriber = device.random.one(device.subscribers);
  device.tally.resubscriptions += 1;
  device.unfollow(subscriber);
  await storm.pass(device.random.below(2) * device.random.below(40));
  device.follow(subscriber);
};

/** It subscribes anew as soon as it is live, over and over while others act: so something is often written just then. */
const flicker: Disturbance = async (device, storm) => {
  const subscriber = device.random.one(device.subscribers);
  const end = storm.moment(10);
  for (let times = device.random.below(16); times > 0 && !end.hasCome(); times -= 1) {
    device.tally.resubscriptions += 1;
    device.unfollow(subscriber);
    device.follow(subscriber);
    await Promise.race([subscriber.journal.live(), end.comes]);
  }
};

/** It stops reading for a while; now and then the connection is cut in that state. */
export const stall: Disturbance = async (device, storm) => {
  const { random, isHeavy } = device;
  device.tally.stalls += 1;
  device.line.stall();
  await storm.pass(isHeavy ? 40 + random.below(80) : random.below(200));
  if (random.below(4) === 0) device.cut();
  else device.line.readOn();
};

export const disturbances: readonly Disturbance[] = [drop, leave, subscribeAgain, flicker, stall];

import { once } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Portion } from './portion';
import { GROUP_LENGTH, lengthOf, MAX_LENGTH_ON_ITS_WAY, type PortionGroup } from './portion-group';
import { portionsOfFile, type UnreadFile } from './unread-file';

/** Hands over what is read, no further ahead than what is taken at the other end. */
class Handing {
  private portions: Portion[] = [];
  private length = 0;
  private lengthOnItsWay = 0;

  constructor(private readonly port: MessagePort) {
    port.on('message', (taken: number) => (this.lengthOnItsWay -= taken));
  }

  async add(portion: Portion, bytesRead: number): Promise<void> {
    this.portions.push(portion);
    this.length += lengthOf(portion);
    if (this.length < GROUP_LENGTH) return;
    this.hand(bytesRead, false);
    while (this.lengthOnItsWay > MAX_LENGTH_ON_ITS_WAY) await once(this.port, 'message');
  }

  end(bytesRead: number): void {
    this.hand(bytesRead, true);
    this.port.close();
  }

  private hand(bytesRead: number, isLast: boolean): void {
    const { portions, length } = this;
    const group: PortionGroup = { portions, bytesRead, length, isLast };
    this.port.postMessage(group);
    this.lengthOnItsWay += length;
    this.portions = [];
    this.length = 0;
  }
}

/** What is wrong with a file ends the thread, and is told at the other end. */
async function read(files: readonly UnreadFile[], port: MessagePort): Promise<void> {
  const handing = new Handing(port);
  let before = 0;
  for (const file of files) {
    let bytesRead = 0;
    const onRead = (bytes: number) => (bytesRead = bytes);
    for await (const portion of portionsOfFile(file, onRead))
      await handing.add(portion, before + bytesRead);
    before += bytesRead;
  }
  handing.end(before);
}

if (parentPort) void read(workerData as readonly UnreadFile[], parentPort);

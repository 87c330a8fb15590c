import Fastify from 'fastify';
import { RareFaults } from '../../src/server/websocket/rare-faults';

describe('faults that may come in masses', () => {
  it('are logged once a minute, with how many were not', () => {
    const lines: any[] = [];
    const stream = { write: (line: string) => lines.push(JSON.parse(line)) };
    const { log } = Fastify({ logger: { level: 'error', stream } });
    let now = 0;
    const faults = new RareFaults(log, 'It failed.', () => now);
    for (; now < 120_000; now += 1_000) faults.tell(new Error(`At ${now}`));
    expect(lines).toMatchObject([
      { msg: 'It failed.', fault: { message: 'At 0' }, untoldBefore: 0 },
      { msg: 'It failed.', fault: { message: 'At 60000' }, untoldBefore: 59 },
    ]);
  });
});

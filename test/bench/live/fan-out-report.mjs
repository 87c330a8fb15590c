import { judge, median, printTable } from '../report.mjs';
import { BARE, OURS, STOCK } from './peers.mjs';

/** Above this the subscribers, who share the machine, may be what was measured. */
const BUSY = 0.9;

export const medianOf = (rounds, figure) => median(rounds.map((round) => round[figure]));

/** Prints and judges what `fanOut` measured. */
export function reportFanOut(subscribers, figures) {
  const to = `to ${subscribers.toLocaleString('en')} subscribers`;
  console.log(`\nFan-out ${to}`);
  printTable(Object.entries(figures).flatMap(rowsOf));
  console.log();
  const against = (name, least) => {
    const of = (figure) => medianOf(figures[OURS], figure) / medianOf(figures[name], figure);
    const times = of('perSecond');
    const value = `${times.toFixed(2)} x, by CPU ${(1 / of('cpuPerDelivery')).toFixed(2)} x`;
    judge(`${to}, against ${name}`, value, times >= least, `>= ${least} x`);
  };
  against(BARE, 0.9);
  against(STOCK, 5);
  for (const [name, rounds] of Object.entries(figures))
    if (medianOf(rounds, 'clientLoad') > BUSY)
      console.log(`        ${name} may be faster: its subscribers could read no more.`);
}

function rowsOf([name, rounds]) {
  const whileWriting = rounds.flatMap((round) => round.whileWriting ?? []);
  if (whileWriting.length === 0) return [rowOf(name, rounds)];
  return [rowOf(name, rounds), rowOf(`${name}, writing as well`, whileWriting)];
}

const rowOf = (server, rounds) => ({
  server,
  'deliveries/s': medianOf(rounds, 'perSecond').toFixed(0),
  'CPU µs each': medianOf(rounds, 'cpuPerDelivery').toFixed(1),
  'p50 ms': millisecondsOf(rounds, 'p50'),
  'p99 ms': millisecondsOf(rounds, 'p99'),
  'readers busy %': (medianOf(rounds, 'clientLoad') * 100).toFixed(0),
});

const millisecondsOf = (rounds, figure) =>
  figure in rounds[0] ? medianOf(rounds, figure).toFixed(1) : '';

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
  const inBursts = (name) => figures[name];
  const oneByOne = (name) => figures[name].map((round) => round.oneByOne);
  const against = (name, least, roundsOf, how) => {
    const of = (figure) => medianOf(roundsOf(OURS), figure) / medianOf(roundsOf(name), figure);
    const times = of('perSecond');
    const value = `${times.toFixed(2)} x, by CPU ${(1 / of('cpuPerDelivery')).toFixed(2)} x`;
    judge(`${to}, ${how}, against ${name}`, value, times >= least, `>= ${least} x`);
  };
  for (const [name, least] of [
    [BARE, 0.9],
    [STOCK, 5],
  ]) {
    against(name, least, inBursts, 'in bursts');
    against(name, least, oneByOne, 'one by one');
  }
  console.log(`        In bursts what is there together is sent together, by ours.`);
  console.log(
    `        Ours are written by another node; latencies are of paced events, written at the server itself.`,
  );
  for (const [name, rounds] of Object.entries(figures))
    if (medianOf(rounds, 'clientLoad') > BUSY)
      console.log(`        ${name} may be faster: its subscribers could read no more.`);
}

function rowsOf([name, rounds]) {
  const whileWriting = rounds.flatMap((round) => round.whileWriting ?? []);
  const rows = [
    rowOf(`${name}, in bursts`, rounds),
    rowOf(
      `${name}, one by one`,
      rounds.map((round) => round.oneByOne),
    ),
  ];
  if (whileWriting.length > 0) rows.push(rowOf(`${name}, writing bursts as well`, whileWriting));
  return rows;
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

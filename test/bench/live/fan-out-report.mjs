import { judge, median, printTable } from '../report.mjs';
import { BARE, OURS, STOCK } from './peers.mjs';

/** Above this the subscribers, who share the machine, may be what was measured. */
const BUSY = 0.9;

const NOTES = [
  'In bursts what is there together is sent together, by ours. Ours are written by another node then.',
  'One by one, each server is asked itself, and ours stores each event: that is in its CPU time and latencies.',
  'The rate is that of the sending alone. Stock has executed for all before it sends to the first: see its CPU time.',
];

export const medianOf = (rounds, figure) => median(rounds.map((round) => round[figure]));

/** Prints and judges what `fanOut` measured. */
export function reportFanOut(subscribers, figures) {
  const to = `to ${subscribers.toLocaleString('en')} subscribers`;
  console.log(`\nFan-out ${to}`);
  printTable(Object.entries(figures).flatMap(rowsOf));
  console.log();
  const inBursts = (name) => figures[name];
  const oneByOne = (name) => figures[name].map((round) => round.oneByOne);
  const against = (name, least, roundsOf, how, figure = 'perSecond') => {
    const of = (figure) => medianOf(roundsOf(OURS), figure) / medianOf(roundsOf(name), figure);
    const ratios = { perSecond: of('perSecond'), cpuPerDelivery: 1 / of('cpuPerDelivery') };
    const value = `${ratios.perSecond.toFixed(2)} x, by CPU ${ratios.cpuPerDelivery.toFixed(2)} x`;
    const target = `>= ${least} x${figure === 'perSecond' ? '' : ' by CPU'}`;
    judge(`${to}, ${how}, against ${name}`, value, ratios[figure] >= least, target);
  };
  against(BARE, 0.9, inBursts, 'in bursts');
  against(BARE, 0.9, oneByOne, 'one by one');
  against(STOCK, 5, inBursts, 'in bursts');
  against(STOCK, 5, oneByOne, 'one by one', 'cpuPerDelivery');
  for (const line of NOTES) console.log(`        ${line}`);
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

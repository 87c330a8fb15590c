/** How often each thing happened that a torture is made of. */
export interface Tally {
  acts: number;
  refusals: number;
  /** Acts whose first answer was lost with the server, and that were sent again. */
  repeated: number;
  kills: number;
  drops: number;
  departures: number;
  resubscriptions: number;
  stalls: number;
  overflows: number;
  resumes: number;
  messages: number;
}

export const newTally = (): Tally => ({
  acts: 0,
  refusals: 0,
  repeated: 0,
  kills: 0,
  drops: 0,
  departures: 0,
  resubscriptions: 0,
  stalls: 0,
  overflows: 0,
  resumes: 0,
  messages: 0,
});

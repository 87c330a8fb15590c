/** Within which a client must do what HTTP has it do; one that does not is cut. */
export interface RequestTimes {
  /** From the opening of a connection, or the end of the last answer's request, to the end of a request's headers. */
  readonly headersMs: number;
  /** From a request's beginning to its end, the body included. */
  readonly requestMs: number;
  /** How long a connection may stay open without a request. */
  readonly idleMs: number;
  /** How often it is looked whether somebody is late. */
  readonly checkMs: number;
}

export const REQUEST_TIMES: RequestTimes = {
  headersMs: 15_000,
  requestMs: 30_000,
  idleMs: 60_000,
  checkMs: 2_000,
};

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Turns } from '../../live/turns';
import type { RequestEnds } from './request-ends';

/** Has long works give way to requests until they are over. */
export class RequestHaste {
  constructor(
    private readonly turns: Pick<Turns, 'hasten'>,
    private readonly ends: RequestEnds,
  ) {}

  begin(request: IncomingMessage, response: ServerResponse): void {
    this.ends.once(request, response, this.turns.hasten());
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AnswerRoom, AnswerShare } from '../answer-room';
import { networkOf } from '../client-address';
import type { RequestEnds } from './request-ends';

/** Larger texts are sent as bytes, which are kept once while they wait; of a text Node keeps itself and its bytes. */
const LARGE = 64 * 1024;

/** The answers over HTTP, as far as they take memory. */
export class HttpAnswers {
  private readonly begun = new WeakMap<FastifyRequest, AnswerShare>();

  constructor(
    private readonly room: AnswerRoom,
    private readonly ends: RequestEnds,
  ) {}

  /**
   * Waits for the room for what a request is answered with.
   * @param sentBytes what is kept of the request meanwhile
   * @throws DomainError RATE_LIMITED
   */
  async begin(
    request: FastifyRequest,
    size: number,
    sentBytes: () => number,
  ): Promise<AnswerShare> {
    const share = await this.room.begin(networkOf(request.ip), size, sentBytes);
    this.begun.set(request, share);
    return share;
  }

  /** It is made, or will not be. */
  made(request: FastifyRequest): void {
    this.begun.get(request)?.leave();
  }

  /** Counts every answer from when it is sent until it was taken. */
  count(fastify: FastifyInstance): void {
    fastify.addHook('onSend', (request, { raw }, payload: unknown, done) => {
      const sent =
        typeof payload === 'string' && payload.length > LARGE ? toBytes(payload) : payload;
      const share = this.room.hold(networkOf(request.ip), sizeOf(sent));
      this.ends.once(request.raw, raw, () => share.leave());
      done(null, sent);
    });
  }
}

const toBytes = (text: string) => Buffer.from(text);

/** A stream is not all there, and counts for itself. */
function sizeOf(payload: unknown): number {
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  return Buffer.isBuffer(payload) ? payload.length : 0;
}

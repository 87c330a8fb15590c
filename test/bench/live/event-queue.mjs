/** One subscriber's events, as graphql-js wants them: an async iterator, with a queue for what is not yet pulled. */
export class EventQueue {
  #events = [];
  #waiting = null;
  #isEnded = false;
  #onEnd;

  /** @param {() => void} onEnd called once nothing more is wanted */
  constructor(onEnd) {
    this.#onEnd = onEnd;
  }

  push(event) {
    const waiting = this.#waiting;
    if (!waiting) return void this.#events.push(event);
    this.#waiting = null;
    waiting({ done: false, value: event });
  }

  next() {
    if (this.#isEnded) return Promise.resolve({ done: true, value: undefined });
    if (this.#events.length > 0)
      return Promise.resolve({ done: false, value: this.#events.shift() });
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  return() {
    this.#isEnded = true;
    this.#waiting?.({ done: true, value: undefined });
    this.#onEnd();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

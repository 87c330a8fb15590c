/** The present instant in milliseconds since 1970, UTC. Injected, so that tests can hold it still. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

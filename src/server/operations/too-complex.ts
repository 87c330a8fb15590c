import { DomainError } from '../../errors';

/** @param counted what was counted, and the limit */
export const tooComplex = (why: string, counted: Readonly<Record<string, number>>) =>
  new DomainError('QUERY_TOO_COMPLEX', `The operation is too complex. ${why}`, counted);

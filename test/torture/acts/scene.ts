import type { Random } from '../../support/random';
import type { Answer, Requests } from './requests';
import { operations } from './operations';
import type { Ledger } from './ledger';
import type { Member, Society } from './society';
import type { Words } from './words';

/** What one hand needs in order to act. */
export class Scene {
  constructor(
    readonly society: Society,
    readonly ledger: Ledger,
    readonly words: Words,
    readonly random: Random,
    private readonly requests: Requests,
  ) {}

  send(by: Member, name: keyof typeof operations, input: object): Promise<Answer> {
    return this.requests.send(this.random, operations[name], input, by.token);
  }
}

/** Keeps something from being changed by others for as long as it takes. */
export async function taking(what: { isTaken: boolean }, act: () => Promise<void>): Promise<void> {
  what.isTaken = true;
  try {
    await act();
  } finally {
    what.isTaken = false;
  }
}

/** @throws when an answer is not what it must be */
export function mustBe(refusal: string | null, expected: readonly (string | null)[]): void {
  if (!expected.includes(refusal))
    throw new Error(`An act was answered with ${refusal} instead of ${expected.join(' or ')}.`);
}

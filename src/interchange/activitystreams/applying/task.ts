import type { Act } from '../reading/act';

/** One step of an import. */
export type Task = ReadTask | WaitedTask | ResumeTask | DamageTask;

/** Apply an act that the file asks for. */
export interface ReadTask {
  readonly does: 'READ';
  readonly line: number;
  readonly act: Act;
  /** Whether it is the first of its activity. */
  readonly isFirst: boolean;
}

/** Apply an act that waited for what it is about. */
export interface WaitedTask {
  readonly does: 'WAITED';
  readonly id: number;
  readonly act: Act;
}

/** Find the acts that waited for an id, which is known now. */
export interface ResumeTask {
  readonly does: 'RESUME';
  readonly awaitedId: string;
  /** Those up to this one have been found. */
  readonly after: number;
}

/** Report that a part of the file cannot be read. */
export interface DamageTask {
  readonly does: 'DAMAGE';
  readonly line: number;
  readonly reason: string;
}

export const resume = (awaitedId: string): ResumeTask => ({
  does: 'RESUME',
  awaitedId,
  after: 0,
});

export const actsOf = (tasks: readonly Task[]): Act[] =>
  tasks.flatMap((task) => ('act' in task ? task.act : []));

import { isExpected } from '../../../database/unit-of-work';
import type { Act } from '../reading/act';
import type { Applying } from './applying';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { namesOf } from './names-of-act';
import { NotKnownYet } from './not-known-yet';
import { actsOf, resume, type ReadTask, type ResumeTask, type Task, type WaitedTask } from './task';

/** Does the tasks of one unit. What cannot be done is counted as a fault, or waits. */
export class Doing {
  constructor(
    private readonly applying: Applying,
    private readonly draft: Draft,
  ) {}

  /** @returns what is to be done next because of it, before all else */
  async do(task: Task): Promise<Task[]> {
    switch (task.does) {
      case 'READ':
        await this.read(task);
        break;
      case 'WAITED':
        await this.goOn(task);
        break;
      case 'RESUME':
        return this.resume(task);
      case 'DAMAGE':
        this.draft.tally.damage(task.line, task.reason);
        return [];
    }
    return this.draft.names.takeReleased().map(resume);
  }

  private async read({ line, act, isFirst }: ReadTask): Promise<void> {
    const { tally, waiting, names } = this.draft;
    if (isFirst) tally.counts.read += 1;
    const awaitedId = await this.apply(act, line);
    if (awaitedId === null) return;
    const isNew = await waiting.add(act, awaitedId);
    tally.counts[isNew ? 'waiting' : 'alreadyThere'] += 1;
    await names.await(awaitedId);
  }

  private async goOn({ id, act }: WaitedTask): Promise<void> {
    // What is known by now may still not be enough.
    if ((await this.apply(act, null)) !== null) return;
    await this.draft.waiting.remove(id);
    this.draft.tally.counts.waiting -= 1;
  }

  private async resume({ awaitedId, after }: ResumeTask): Promise<Task[]> {
    const { acts, hasMore } = await this.draft.waiting.waitingFor(awaitedId, after);
    const tasks = acts.map((waited): Task => ({ does: 'WAITED', ...waited }));
    await this.draft.load(namesOf(actsOf(tasks)));
    const last = acts.at(-1)?.id ?? after;
    return hasMore ? [...tasks, { does: 'RESUME', awaitedId, after: last }] : tasks;
  }

  /** @returns the id that the act has to wait for, if any */
  private async apply(act: Act, line: number | null): Promise<string | null> {
    try {
      await this.applying.apply(this.draft, act);
    } catch (error) {
      if (error instanceof NotKnownYet) return error.awaitedId;
      if (!(error instanceof Fault) && !isExpected(error)) throw error;
      this.draft.tally.fault(line, (error as Error).message);
    }
    return null;
  }
}

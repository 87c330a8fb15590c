import type { Random } from '../../support/random';
import type { Cluster } from './cluster';
import type { Storm } from './storm';
import type { Tally } from './tally';

/** Kills servers over and over, now and then one that has only just come back and is busy with everybody's replay. */
export class Killer {
  constructor(
    private readonly cluster: Cluster,
    private readonly random: Random,
    private readonly tally: Tally,
  ) {}

  async during(storm: Storm): Promise<void> {
    for (;;) {
      await storm.pass(this.respite());
      if (storm.isOver) return;
      await this.cluster.killAndRevive(this.random.below(this.cluster.size));
      this.tally.kills += 1;
    }
  }

  /** Between two kills, in acts: now and then too few for everybody's replay, or enough for the buffers of those who do not read to overflow. */
  private respite(): number {
    return this.random.below(3) === 0 ? this.random.below(8) : 15 + this.random.below(90);
  }
}

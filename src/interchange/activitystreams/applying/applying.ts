import type { Act } from '../reading/act';
import { Bonds } from './bonds';
import { Changing } from './changing';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import type { ImportParts } from '../import-parts';
import { isOwnAct } from './own-acts';
import { Publishing } from './publishing';
import { Undoing } from './undoing';

/** Does what one act asks for. */
export class Applying {
  private readonly publishing: Publishing;
  private readonly bonds: Bonds;
  private readonly undoing: Undoing;
  private readonly changing: Changing;

  constructor({ services, recorder, clock }: ImportParts) {
    const { comments, follows, favorites, blocks } = services;
    this.publishing = new Publishing(comments, recorder);
    this.bonds = new Bonds(follows, blocks, favorites);
    this.undoing = new Undoing(follows, favorites);
    this.changing = new Changing(comments, recorder, this.publishing, clock);
  }

  /** @throws Fault, or what a service refuses */
  async apply(draft: Draft, act: Act): Promise<void> {
    if (await isOwnAct(draft, act)) return;
    switch (act.does) {
      case 'DESCRIBE':
        await draft.people.profileOf(act.actor);
        return;
      case 'MAKE':
        return this.publishing.make(draft, act);
      case 'FOLLOW':
        return this.bonds.follow(draft, act);
      case 'BLOCK':
        return this.bonds.block(draft, act);
      case 'LIKE':
        return this.bonds.like(draft, act);
      case 'UPDATE_ACTOR':
        return this.changing.updateActor(draft, act);
      case 'UPDATE_THING':
        return this.changing.updateThing(draft, act);
      case 'DELETE':
        return this.changing.delete(draft, act);
      case 'UNDO':
        return this.undoing.undo(draft, act);
      case 'PASS':
        draft.tally.pass(act.label);
        return;
      case 'BREAK':
        throw new Fault(act.reason);
    }
  }
}

import type { Unit } from '../database/unit-of-work';
import { Faults } from '../profiles/profile-text';
import type { TextScreener } from '../profiles/text-screening';
import { isModerator, standingOf } from './author.queries';
import { readWords, type ReadWords } from './block-list';
import type { BlockListService } from './block-list.service';

type ReadFields = readonly (readonly [field: string, words: ReadWords])[];

/**
 * Judges profiles by the words and hosts of the block list. What the list would hold is let pass: a profile waits for no
 * moderator. Moderators' own are not judged.
 */
export class ProfileScreener implements TextScreener {
  constructor(private readonly blockList: BlockListService) {}

  screen(texts: object): (unit: Unit, authorId: number | null) => Promise<void> {
    const fields = Object.entries(texts).flatMap(([field, text]) =>
      typeof text === 'string' ? [[field, readWords(text)] as const] : [],
    );
    return (unit, authorId) => this.decide(unit, authorId, fields);
  }

  private async decide(unit: Unit, authorId: number | null, fields: ReadFields): Promise<void> {
    if (authorId !== null && isModerator(await standingOf(unit, authorId))) return;
    const list = await this.blockList.current(unit);
    const faults = new Faults();
    for (const [field, words] of fields)
      if (list.judge(words) === 'REFUSE')
        faults.add(field, 'FORBIDDEN', 'These words are not accepted here.');
    faults.throwIfAny();
  }
}

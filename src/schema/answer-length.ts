import { DomainError } from '../errors';

/** What an answer takes room of. */
interface Room {
  /** @throws DomainError RATE_LIMITED where there is not so much */
  grow(size: number): void;
}

/**
 * Counts what one answer tells of comments' words. What an operation may ask for is reckoned before it runs, by the lengths
 * that texts may have here; what was imported may be longer, and so may what Markdown becomes in HTML.
 */
export class AnswerLength {
  private characters = 0;
  private room: Room | null = null;

  constructor(private readonly most: number) {}

  /** Has the answer be no longer than there is room for, either. */
  within(room: Room): void {
    this.room = room;
  }

  /** The count of the same answer when it is made once more: from nothing, in the room that it has already. */
  anew(): AnswerLength {
    const length = new AnswerLength(this.most);
    length.room = this.room;
    return length;
  }

  /** Counts a text in. @throws DomainError QUERY_TOO_COMPLEX, RATE_LIMITED */
  hold(text: string): string {
    this.characters += text.length;
    if (this.characters > this.most) throw this.tooLong();
    this.room?.grow(this.characters);
    return text;
  }

  private tooLong(): DomainError {
    return new DomainError(
      'QUERY_TOO_COMPLEX',
      `The answer would hold more than ${this.most} characters of comments. Ask for shorter lists ("first") or fewer texts.`,
    );
  }
}

import { DomainError } from '../errors';

/**
 * Counts what one answer tells of comments' words. What an operation may ask for is reckoned before it runs, by the lengths
 * that texts may have here; what was imported may be longer, and so may what Markdown becomes in HTML.
 */
export class AnswerLength {
  private characters = 0;

  constructor(private readonly most: number) {}

  /** Counts a text in. @throws DomainError QUERY_TOO_COMPLEX */
  hold(text: string): string {
    this.characters += text.length;
    if (this.characters <= this.most) return text;
    throw new DomainError(
      'QUERY_TOO_COMPLEX',
      `The answer would hold more than ${this.most} characters of comments. Ask for shorter lists ("first") or fewer texts.`,
    );
  }
}

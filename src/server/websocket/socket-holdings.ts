import type { DocumentNode } from 'graphql';
import { badUserInput, rateLimited } from '../../errors';
import { bytesOf } from '../operations/documents';

/** What a client says with a subscription, its variables above all: cursors, names and addresses are far shorter. */
const MAX_SAID_BYTES = 16 * 1024;
/** Of all subscriptions of a socket: a hundred documents like an application's. */
const MAX_HELD_BYTES = 16 * 1024 * 1024;

/** When one that was refused may be tried again: it depends on what the client completes. */
const RETRY_AFTER_S = 1;

/** What the subscriptions of one socket keep in memory of what the client sent, for as long as they last. */
export class SocketHoldings {
  private bytes = 0;
  private readonly documents = new Map<DocumentNode, number>();

  /**
   * Counts in what a subscription keeps; a document that several share counts once.
   * @returns what to call once, when the subscription has ended
   * @throws DomainError where it is too much
   */
  take(document: DocumentNode, said: unknown): () => void {
    const saidBytes = Buffer.byteLength(JSON.stringify(said));
    if (saidBytes > MAX_SAID_BYTES)
      throw badUserInput(
        `The id, operation name and variables of a subscription have ${saidBytes} bytes; ${MAX_SAID_BYTES} are allowed.`,
      );
    const uses = this.documents.get(document) ?? 0;
    const more = saidBytes + (uses === 0 ? bytesOf(document) : 0);
    if (this.bytes + more > MAX_HELD_BYTES)
      throw rateLimited(
        'The subscriptions of this socket are too large together: complete one first, or send shorter documents.',
        RETRY_AFTER_S,
      );
    this.documents.set(document, uses + 1);
    this.bytes += more;
    return () => this.release(document, saidBytes);
  }

  private release(document: DocumentNode, saidBytes: number): void {
    this.bytes -= saidBytes;
    const uses = (this.documents.get(document) ?? 0) - 1;
    if (uses > 0) {
      this.documents.set(document, uses);
      return;
    }
    this.documents.delete(document);
    this.bytes -= bytesOf(document);
  }
}

/** Tells the other nodes of rings, many in one while one is on its way. */
export class Ringing {
  private isSending = false;
  private isWaiting = false;

  constructor(private readonly tell: () => Promise<unknown>) {}

  ring(): void {
    this.isWaiting = true;
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    while (this.isWaiting) {
      this.isWaiting = false;
      // A ring that cannot be sent is a late one: the other nodes look by themselves.
      await this.tell().catch(() => undefined);
    }
    this.isSending = false;
  }
}

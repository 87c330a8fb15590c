/** An act is about something that no file has described yet: it waits for that. */
export class NotKnownYet extends Error {
  constructor(readonly awaitedId: string) {
    super(`It waits for ${awaitedId}.`);
    this.name = 'NotKnownYet';
  }
}

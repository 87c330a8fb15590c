/** Why one activity of a file cannot be imported. The others are. */
export class Fault extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Fault';
  }
}

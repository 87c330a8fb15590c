import type { Member, TestApp } from './app';
import { numberIn, unclaim } from './merging';
import { operations } from './operations';

/** Everything about claims, as a client does it. */
export class Claiming {
  private count = 0;

  constructor(private readonly app: TestApp) {}

  /** A profile as an import leaves it, with one comment; and with an address, where there is one. */
  async oldProfile(email: string | null): Promise<Member> {
    this.count += 1;
    const old = await this.app.join(`old${this.count}`, {
      email: `m${this.count}@members.example`,
    });
    await this.app.comment(old, `https://blog.example/old/${this.count}`);
    await unclaim(this.app, old);
    if (email !== null)
      await this.app.app.database.source.query(
        `INSERT INTO "identity" ("profileId", "kind", "value", "isDescribed")
         VALUES (${numberIn(old.id)}, 'EMAIL', '${email}', TRUE)`,
      );
    return old;
  }

  async moderator(username: string): Promise<Member> {
    const member = await this.app.join(username);
    await this.app.app.database.source.query(
      `UPDATE "account" SET "role" = 'MODERATOR' WHERE "profileId" = ${numberIn(member.id)}`,
    );
    return member;
  }

  request(by: Member, { id }: { id: string }): Promise<any> {
    return this.app.mutate('RequestProfileClaim', { profileId: id }, by);
  }

  confirm(by: Member, claimId: string, code: string): Promise<any> {
    return this.app.mutate('ConfirmProfileClaim', { claimId, code }, by);
  }

  decide(by: Member, claimId: string, approve: boolean): Promise<any> {
    return this.app.mutate('DecideProfileClaim', { claimId, approve }, by);
  }

  /** How a claim stands, as somebody sees it; null where they see nothing of it. */
  async statusFor(by: Member, id: string): Promise<string | null> {
    const document = 'query($id: ID!) { node(id: $id) { ... on ProfileClaim { status } } }';
    return (await this.app.data(document, { id }, by)).node?.status ?? null;
  }

  async profile(username: string): Promise<any> {
    return (await this.app.data(operations.ProfilePage, { username, first: 5 })).profile;
  }
}

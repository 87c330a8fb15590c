import type { Member, TestApp } from './app';
import { numberIn } from './merging';
import { operations } from './operations';

const PAGE = '$first: Int, $after: String, $last: Int, $before: String';
const PAGE_ARGS = 'first: $first, after: $after, last: $last, before: $before';
const ERRORS = 'userErrors { field code message }';
const INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

export const moderationOperations = {
  ReportComment: `mutation ($input: ReportCommentInput!) { reportComment(input: $input) { ${ERRORS} } }`,
  ModerateComment: `mutation ($input: ModerateCommentInput!) { moderateComment(input: $input) {
    comment { id status body reportCount } ${ERRORS} } }`,
  ModerationQueue: `query (${PAGE}, $status: CommentStatus, $siteId: ID) {
    moderationQueue(${PAGE_ARGS}, status: $status, siteId: $siteId) { totalCount ${INFO}
    edges { cursor node { id status reportCount body author { id username } post { id url } } } } }`,
  ModerationDecisions: `query (${PAGE}, $commentId: ID) { moderationDecisions(${PAGE_ARGS}, commentId: $commentId) { ${INFO}
    edges { cursor node { id subject rule before after decidedAt moderator { username } profile { username }
      comment { id body } site { url } } } } }`,
  SetAccountRole: `mutation ($input: SetAccountRoleInput!) { setAccountRole(input: $input) {
    profile { id username } role ${ERRORS} } }`,
  UpdateSiteSettings: `mutation ($input: UpdateSiteSettingsInput!) { updateSiteSettings(input: $input) {
    site { id holdsFirstComments closesAfterDays } ${ERRORS} } }`,
  BlockList: `query (${PAGE}) { blockList(${PAGE_ARGS}) { ${INFO} edges { cursor node { id kind value effect createdAt } } } }`,
  AddBlockListEntry: `mutation ($input: AddBlockListEntryInput!) { addBlockListEntry(input: $input) {
    entry { id kind value effect } ${ERRORS} } }`,
  RemoveBlockListEntry: `mutation ($input: RemoveBlockListEntryInput!) { removeBlockListEntry(input: $input) { ${ERRORS} } }`,
} as const;

export type Status = 'PUBLISHED' | 'PENDING' | 'SPAM' | 'REMOVED';

/** Everything about moderation, as a client does it. */
export class Moderating {
  constructor(readonly app: TestApp) {}

  /** A moderator, and two members of whom one follows the other. */
  async people(): Promise<{ ann: Member; bob: Member; judge: Member }> {
    const [ann, bob] = await Promise.all([this.app.join('ann'), this.app.join('bob')]);
    const judge = await this.promote(await this.app.join('judge'), 'MODERATOR');
    await this.app.follow(bob, ann);
    return { ann, bob, judge };
  }

  async promote(member: Member, role: 'MODERATOR' | 'ADMINISTRATOR'): Promise<Member> {
    await this.app.app.database.source.query(
      `UPDATE "account" SET "role" = '${role}' WHERE "profileId" = ${numberIn(member.id)}`,
    );
    return member;
  }

  /** Somebody whose reports count: they have proved their address, and come from elsewhere than the others. */
  async reader(number: number): Promise<Member> {
    const reader = await this.app.join(`reader${number}`);
    const { source } = this.app.app.database;
    const profileId = numberIn(reader.id);
    await source.query(
      `UPDATE "account" SET "emailVerifiedAt" = 1 WHERE "profileId" = ${profileId}`,
    );
    await source.query(`DELETE FROM "account_token" WHERE "accountId" =
      (SELECT "id" FROM "account" WHERE "profileId" = ${profileId})`);
    return { ...reader, from: `203.0.113.${number}` };
  }

  /** Sends a mutation, and gives its payload. */
  async act(name: keyof typeof moderationOperations, input: object, by: Member): Promise<any> {
    const data = await this.app.data(moderationOperations[name], { input }, by);
    return Object.values(data)[0];
  }

  /** The code with which something is refused as a whole; null where it is not. */
  async codeOf(
    name: keyof typeof moderationOperations,
    input: object,
    by: Member | null,
  ): Promise<string | null> {
    const variables = { input, first: 1 };
    const document = moderationOperations[name];
    const { errors } = await this.app.send(document, variables, by?.token ?? null);
    return errors?.[0]?.extensions.code ?? null;
  }

  /** Decides on a comment. @throws when that is refused */
  async decide(by: Member, { id }: { id: string }, status: Status): Promise<any> {
    const payload = await this.act('ModerateComment', { commentId: id, status }, by);
    if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
    return payload.comment;
  }

  report(by: Member, { id }: { id: string }, more: object = {}): Promise<any> {
    return this.act('ReportComment', { commentId: id, reason: 'SPAM', ...more }, by);
  }

  /** Who waits, as a moderator is told. */
  async queue(by: Member, filter: object = {}): Promise<any> {
    const variables = { first: 100, ...filter };
    const data = await this.app.data(moderationOperations.ModerationQueue, variables, by);
    return data.moderationQueue;
  }

  async decisions(by: Member, comment?: { id: string }): Promise<any[]> {
    const variables = { first: 100, ...(comment && { commentId: comment.id }) };
    const data = await this.app.data(moderationOperations.ModerationDecisions, variables, by);
    return data.moderationDecisions.edges.map((edge: any) => edge.node);
  }

  /** A thread as somebody is shown it. */
  async thread(url: string, by: Member | null): Promise<any> {
    return (await this.app.data(operations.Thread, { url, first: 100 }, by)).post;
  }

  /** A comment found by its id. */
  async found(by: Member | null, { id }: { id: string }): Promise<any> {
    const document = `query ($id: ID!) { node(id: $id) { ... on Comment {
      id body bodyHtml isDeleted status reportCount viewerCanEdit author { username } } } }`;
    return (await this.app.data(document, { id }, by)).node;
  }
}

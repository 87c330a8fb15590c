import type { Queryable } from '../../../database/statement';
import { profileByUsername } from '../../../profiles/profile.queries';
import { IdSet } from '../../id-set';
import { instanceName } from '../../instance.queries';
import type { Json } from '../reading/values';
import { ActivityObjects } from './activity-objects';
import { actorObject, dateText } from './actor-object';
import { BatchNames, profileId, type Namer } from './batch-names';
import {
  activityPage,
  activityPageOf,
  blockPage,
  profilePage,
  profilesByIds,
  type ExportedActivity,
  type ExportedProfile,
} from './exported.queries';

/** @param base what ids of this server begin with, its public address */
export async function* exportServer(on: Queryable, base: string): AsyncGenerator<Json> {
  const namer = { base, instance: await instanceName(on) };
  for await (const profile of rowsOf<ExportedProfile>((last) => profilePage(on, last?.id ?? 0)))
    yield actorObject(profileId(namer, profile), profile);
  yield* exportActivities(on, { namer, isAlone: false }, (last) => activityPage(on, last?.id ?? 0));
  yield* exportBlocks(on, namer);
}

/**
 * One profile and what it has done, as everybody may see it.
 * @returns null where there is no such profile
 */
export async function exportProfile(
  on: Queryable,
  base: string,
  username: string,
): Promise<AsyncGenerator<Json> | null> {
  const found = await profileByUsername(on, username);
  const [profile] = found ? await profilesByIds(on, [found.id]) : [];
  if (!profile) return null;
  const namer = { base, instance: await instanceName(on) };
  return (async function* () {
    yield actorObject(profileId(namer, profile), profile);
    yield* exportActivities(on, { namer, isAlone: true }, (last) =>
      activityPageOf(on, profile.id, last ?? BEFORE_ALL),
    );
  })();
}

const BEFORE_ALL = { occurredAt: Number.MIN_SAFE_INTEGER, id: 0 };

type NextPage<Row> = (last: Row | null) => Promise<Row[]>;

async function* exportActivities(
  on: Queryable,
  { namer, isAlone }: { namer: Namer; isAlone: boolean },
  next: NextPage<ExportedActivity>,
): AsyncGenerator<Json> {
  const told = new IdSet();
  for await (const batch of pagesOf(next)) {
    const described = batch
      .filter(({ type, postId }) => postId !== null && (type === 'POST' || !told.has(postId)))
      .flatMap(({ postId }) => postId ?? []);
    const names = await BatchNames.of(on, namer, batch, [...new Set(described)]);
    const objects = new ActivityObjects(names, isAlone);
    for (const activity of batch.filter((one) => isTold(one, names))) {
      const { postId } = activity;
      yield* objects.of(activity, postId !== null && !told.has(postId));
      if (postId !== null) told.add(postId);
    }
  }
}

/** What was taken back and has no place any longer is left out, unless another server could tell of it again. */
function isTold(
  { type, isVisible, isListed, commentId }: ExportedActivity,
  names: BatchNames,
): boolean {
  if (type !== 'COMMENT' || isVisible || isListed) return true;
  return commentId !== null && names.isForeignComment(commentId);
}

async function* exportBlocks(on: Queryable, namer: Namer): AsyncGenerator<Json> {
  for await (const batch of pagesOf<Awaited<ReturnType<typeof blockPage>>[number]>((last) =>
    blockPage(on, last ?? { blockerId: 0, blockedId: 0 }),
  )) {
    const ids = batch.flatMap(({ blockerId, blockedId }) => [blockerId, blockedId]);
    const people = await profilesByIds(on, [...new Set(ids)]);
    const names = new Map(people.map((person) => [person.id, profileId(namer, person)]));
    for (const { blockerId, blockedId, blockedAt } of batch)
      yield {
        type: 'Block',
        actor: names.get(blockerId),
        object: names.get(blockedId),
        published: dateText(blockedAt),
      };
  }
}

async function* pagesOf<Row>(next: NextPage<Row>): AsyncGenerator<Row[]> {
  for (let rows = await next(null); rows.length > 0; rows = await next(rows.at(-1) ?? null))
    yield rows;
}

async function* rowsOf<Row>(next: NextPage<Row>): AsyncGenerator<Row> {
  for await (const rows of pagesOf(next)) yield* rows;
}

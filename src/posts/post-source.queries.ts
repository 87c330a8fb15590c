import { first, statement, type Queryable } from '../database/statement';

const ADDRESS_LINE = /^UNIQUE URL: .*$/m;

/** The head of an imported post without who signed it. */
export const unsigned = (header: string): string =>
  header
    .split('\n')
    .filter((line) => !line.startsWith('AUTHOR:'))
    .join('\n');

const header = statement<{ header: string }>(
  () => `SELECT "header" FROM "post_source" WHERE "postId" = :postId`,
);
const cut = statement<never>(
  () => `UPDATE "post_source" SET "header" = :header, "dateText" = '' WHERE "postId" = :postId`,
);
const drop = statement<never>(() => `DELETE FROM "post_section" WHERE "postId" = :postId`);

/** Forgets the words of an imported post, but for where it stood, by which importing it again finds that it was there. */
export async function clearPostSource(on: Queryable, postId: number): Promise<void> {
  const source = await first(on, header, { postId });
  if (!source) return;
  const [address = ''] = ADDRESS_LINE.exec(source.header) ?? [];
  await on.all(cut, { postId, header: address });
  await on.all(drop, { postId });
}

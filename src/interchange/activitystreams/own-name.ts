export type OwnKind = 'profile' | 'comment' | 'activity';

/** What this database calls a thing that nobody else has named. */
export interface OwnName {
  /** See InstanceEntity: numbers alone are given in every database. */
  readonly instance: string;
  readonly kind: OwnKind;
  /** Its row. */
  readonly number: number;
  /**
   * What never changes of it, so that it is told from another that got the same number in an older copy of the database:
   * the instant from which a comment or an activity dates, in milliseconds since 1970; of a profile its mark.
   */
  readonly mark: number;
}

/** @param base the public address of the server */
export const ownNameText = (base: string, { instance, kind, number, mark }: OwnName): string =>
  `${base}/id/${instance}#${kind}-${number}-${mark}`;

const OWN_NAME =
  /\/id\/([0-9a-f]{16})#(profile|comment|activity)-([1-9]\d{0,14})-(0|-?[1-9]\d{0,15})$/;

/** Reads a name of that form, whoever gave it and wherever that server was reached; null for any other. */
export function parseOwnName(text: string): OwnName | null {
  const [, instance, kind, number, mark] = OWN_NAME.exec(text) ?? [];
  if (instance === undefined) return null;
  return { instance, kind: kind as OwnKind, number: Number(number), mark: Number(mark) };
}

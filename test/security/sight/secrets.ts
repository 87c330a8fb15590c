import type { Asker } from './askers';
import type { Told } from './answers';
import type { World } from './world';

/** The fields that tell a secret, to whom it is of alone. */
const MAY_TELL: Record<string, (asker: Asker, told: Told, world: World) => boolean> = {
  'Viewer.email': (asker, { value }, world) => value === world.emailOf(asker),
  // Shown when it is made, to whoever made it.
  'Session.token': () => true,
};

/** What is told in an answer that nobody may be told, or not whoever asked. */
export function secretsIn(
  world: World,
  asker: Asker,
  answer: object,
  told: readonly Told[],
): string[] {
  const isAllowed = (one: Told) =>
    MAY_TELL[`${one.type}.${one.field}`]?.(asker, one, world) ?? false;
  const allowed = told.filter(isAllowed).map(({ value }) => JSON.stringify(value));
  // Whatever comes with the answer counts: errors, what nobody asked for.
  const text = allowed.reduce((rest, value) => rest.replace(value, '""'), JSON.stringify(answer));
  const words = world.wordsOfOwner.filter((one) => asker === 'blocked' && text.includes(one));
  if (words.length > 0) return [`${asker} is told what the owner said: ${words.join(', ')}`];
  return [...world.secrets]
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => `${asker} is told ${name}`);
}

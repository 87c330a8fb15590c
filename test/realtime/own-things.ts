import type { TestApp } from '../support/app';
import type { Viewer } from '../support/audience/divided-place';

const OWN = `{ viewer { __typename id sessions(first: 100) { edges { node { __typename id } } }
  notifications(first: 100) { edges { node { __typename id } } } } }`;

/** What HTTP says, from look to look, that a viewer has: their account and their notifications. */
export class OwnThings {
  /** By id, as JSON. */
  private there = new Map<string, string>();
  private readonly everThere = new Set<string>();

  constructor(
    private readonly app: TestApp,
    private readonly viewer: Viewer,
  ) {}

  async look(): Promise<void> {
    const { viewer } = await this.app.data(OWN, {}, this.viewer.member);
    this.there = new Map();
    if (!viewer) return;
    const { notifications, sessions, __typename, id } = viewer;
    for (const thing of [
      { __typename, id },
      ...[...notifications.edges, ...sessions.edges].map((edge: any) => edge.node),
    ]) {
      this.there.set(thing.id, JSON.stringify(thing));
      this.everThere.add(thing.id);
    }
  }

  /**
   * What HTTP says of what a message shows, or of what it tells by a mere id that it is gone.
   *
   * @param live as JSON
   * @returns as JSON; undefined where the viewer has no such thing, or had none that is gone
   */
  confirm(live: string): string | undefined {
    const value: unknown = JSON.parse(live);
    if (typeof value === 'string')
      return this.everThere.has(value) && !this.there.has(value) ? live : undefined;
    const { id } = value as { id: string };
    return this.there.get(id);
  }
}

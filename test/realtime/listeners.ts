import type { GraphQLSchema } from 'graphql';
import {
  isOfMessage,
  questionAboutIds,
  toldLive,
  type DependentField,
  type Form,
} from '../support/audience/dependent-fields';
import type { DividedPlace, Viewer } from '../support/audience/divided-place';
import { toldIn } from '../support/audience/questions';
import { operations } from '../support/operations';
import { LiveCrowd } from './live-crowd';
import { OwnThings } from './own-things';

/** As many as one question about objects may name. */
const IDS_AT_ONCE = 100;

/** A document that asks for one dependent field, wherever messages have it. */
export interface Asked {
  readonly subscription: string;
  readonly field: DependentField;
  readonly form: Form;
  readonly query: string;
}

/** What a viewer was told of a field of an object, live and by HTTP, at the same moment. */
export interface Heard {
  readonly asked: Asked;
  readonly viewer: string;
  /** The same for the same object, or message, at the same moment. */
  readonly about: string;
  readonly live: string;
  readonly http: string | undefined;
}

/** Viewers who subscribe with the very same documents, and are asked what they hear. */
export class Listeners {
  readonly heard: Heard[] = [];
  private readonly open: { viewer: Viewer; asked: readonly Asked[]; crowd: LiveCrowd }[] = [];

  private readonly own: ReadonlyMap<Viewer, OwnThings>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly place: DividedPlace,
    private readonly fields: readonly DependentField[],
  ) {
    this.own = new Map(place.viewers.map((viewer) => [viewer, new OwnThings(place.app, viewer)]));
  }

  /**
   * Subscribes with documents, unless they ask for a feed that is somebody's and the viewer is nobody.
   *
   * @param after the cursor after which all is replayed; null to begin now
   */
  async listen(viewer: Viewer, asked: readonly Asked[], after: string | null = null) {
    const queries = asked.map(({ query }) => query);
    const crowd = new LiveCrowd(this.place.app, queries, { after }, viewer.member);
    try {
      await crowd.until(await this.head());
      this.open.push({ viewer, asked, crowd });
    } catch (error) {
      await crowd.close();
      if (viewer.member !== null || crowd.code !== 'UNAUTHENTICATED') throw error;
    }
  }

  /** Lets something happen, and holds what each viewer is told of it against what HTTP tells them then. */
  async during(moment: string, act: () => Promise<unknown>): Promise<void> {
    await this.look();
    await act();
    await this.look();
    const cursor = await this.head();
    await Promise.all(this.open.map(({ crowd }) => crowd.until(cursor)));
    for (const [viewer, own] of this.own) {
      const told = this.toldTo(viewer);
      const ofObjects = told.filter(({ asked }) => !isOfMessage(this.schema, asked.field));
      const answers = await this.byHttp(viewer, new Set(ofObjects.map(({ id }) => id)));
      for (const { asked, id, value: live } of told) {
        const http = isOfMessage(this.schema, asked.field)
          ? own.confirm(live)
          : answers.get(`${asked.field.name} ${id}`);
        this.heard.push({ asked, viewer: viewer.name, about: `${moment}: ${id}`, live, http });
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map(({ crowd }) => crowd.close()));
  }

  private async look(): Promise<void> {
    for (const own of this.own.values()) await own.look();
  }

  async head(): Promise<string> {
    const { publicFeed } = await this.place.app.data(operations.PublicFeed, { first: 1 });
    return publicFeed.liveCursor;
  }

  /** What a viewer was told since it was last asked. */
  private toldTo(viewer: Viewer) {
    return this.open
      .filter((one) => one.viewer.name === viewer.name)
      .flatMap(({ asked, crowd }) => asked.map((one, index) => ({ one, feed: crowd.feeds[index] })))
      .flatMap(({ one, feed }) => {
        const told = (feed?.take() ?? []).flatMap((message) => [
          ...toldLive(this.schema, one.field, one.form, message),
        ]);
        return told.map((value) => ({ asked: one, ...value }));
      });
  }

  /** What HTTP tells a viewer of all dependent fields of those objects: by field and id. */
  private async byHttp(viewer: Viewer, ids: ReadonlySet<string>): Promise<Map<string, string>> {
    const query = questionAboutIds(this.schema, this.fields);
    const all = [...ids];
    const answers = new Map<string, string>();
    for (let start = 0; start < all.length; start += IDS_AT_ONCE) {
      const some = { ids: all.slice(start, start + IDS_AT_ONCE) };
      for (const told of toldIn(await this.place.app.data(query, some, viewer.member)))
        answers.set(`${told.field} ${told.identity}`, told.value);
    }
    return answers;
  }
}

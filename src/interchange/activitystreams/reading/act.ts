import type { ActorNamed } from './actor';
import type { Note, Page } from './thing';

/** One thing that an activity asks for, read whole and checked, with nothing looked up yet. */
export type Act =
  | Describe
  | Make
  | Follow
  | Block
  | Like
  | UpdateActor
  | UpdateThing
  | Delete
  | Undo
  | Pass
  | Broken;

/** Somebody is described. */
export interface Describe {
  readonly does: 'DESCRIBE';
  readonly actor: ActorNamed;
}

/** Something was published: a page, or a comment. */
export interface Make {
  readonly does: 'MAKE';
  /** Under which it is remembered; null where the thing's own id is enough. */
  readonly key: string | null;
  readonly thing: Note | Page;
  readonly author: ActorNamed;
  /** When it was done, and when the thing dates from. */
  readonly at: number;
  readonly madeAt: number;
}

export interface Follow {
  readonly does: 'FOLLOW';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly target: ActorNamed;
  readonly at: number;
}

export interface Block {
  readonly does: 'BLOCK';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly target: ActorNamed;
  readonly at: number;
}

export interface Like {
  readonly does: 'LIKE';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly subject: string;
  /** Where the activity describes it. */
  readonly page: Page | null;
  readonly at: number;
}

export interface UpdateActor {
  readonly does: 'UPDATE_ACTOR';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly at: number | null;
}

export interface UpdateThing {
  readonly does: 'UPDATE_THING';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly id: string;
  readonly thing: Note | Page;
  readonly at: number | null;
  /** Makes it, where it is not known yet and the activity tells enough. */
  readonly make: Make | null;
}

export interface Delete {
  readonly does: 'DELETE';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly id: string;
}

/** An earlier act is taken back, which is known by its key, or by what it was and whom it was about. */
export interface Undo {
  readonly does: 'UNDO';
  readonly key: string;
  readonly actor: ActorNamed;
  readonly undoneKey: string;
  readonly type: 'FOLLOW' | 'BLOCK' | 'LIKE' | null;
  readonly target: string | null;
  readonly at: number | null;
}

/** Nothing is done with it. */
export interface Pass {
  readonly does: 'PASS';
  readonly label: string;
}

/** It cannot be imported. */
export interface Broken {
  readonly does: 'BREAK';
  readonly reason: string;
}

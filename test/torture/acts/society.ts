import type { Random } from '../../support/random';
import type { Favorited } from './ledger';

export interface Member {
  readonly username: string;
  readonly profileId: number;
  /** The global id of the profile. */
  readonly id: string;
  readonly token: string;
}

/** A comment as its author knows it. Only one hand at a time edits or deletes it. */
export interface Said {
  readonly id: string;
  readonly number: number;
  readonly by: Member;
  isTaken: boolean;
  /** From when its deletion is asked for. */
  isLeaving: boolean;
}

/** What is between two members. Only one hand at a time changes it, so that it is known after every answer. */
export interface Bond {
  isTaken: boolean;
  /** By who follows, or blocks, the other. */
  readonly follows: Set<Member>;
  readonly blocks: Set<Member>;
}

/** A member's favor for a comment or post. Its deletion by another hand ends it meanwhile. */
export interface Favor {
  isTaken: boolean;
  isOn: boolean;
}

/** Old comments are left alone, so that what is edited and deleted is what subscribers have just been sent. */
const RECENT = 80;

/** What the members know of themselves, and how they keep from changing the same thing at the same time. */
export class Society {
  readonly said: Said[] = [];
  /** Global ids of posts, and their numbers. */
  readonly posts = new Map<string, number>();
  private readonly bonds = new Map<string, Bond>();
  private readonly favors = new Map<string, Favor>();
  private acts = 0;

  constructor(
    readonly members: readonly Member[],
    readonly pages: readonly string[],
  ) {}

  /** Some pages are commented on only after a while: they can be subscribed to before they are posts. */
  page(random: Random): string {
    this.acts += 1;
    return random.one(this.pages.slice(0, 3 + this.acts / 60));
  }

  /** Whom somebody mentions: mostly nobody. */
  mentioned(random: Random): Member[] {
    const count = Math.max(0, random.below(5) - 2);
    return Array.from({ length: count }, () => random.one(this.members));
  }

  recent(random: Random, isFit: (said: Said) => boolean): Said | null {
    const fit = this.said.slice(-RECENT).filter((said) => !said.isLeaving && isFit(said));
    return fit.length === 0 ? null : random.one(fit);
  }

  bond(one: Member, other: Member): Bond {
    const [low, high] = [one.profileId, other.profileId].sort((a, b) => a - b);
    const fresh = () => ({ isTaken: false, follows: new Set<Member>(), blocks: new Set<Member>() });
    return entryOf(this.bonds, `${low} ${high}`, fresh);
  }

  favor(by: Member, { kind, id }: Favorited): Favor {
    const fresh = () => ({ isTaken: false, isOn: false });
    return entryOf(this.favors, `${by.profileId} ${kind} ${id}`, fresh);
  }

  /** How many blocks there are for each pair of members. */
  get hostility(): number {
    const blocks = [...this.bonds.values()].reduce((sum, bond) => sum + bond.blocks.size, 0);
    return blocks / ((this.members.length * (this.members.length - 1)) / 2);
  }
}

function entryOf<Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value {
  const value = map.get(key) ?? fresh();
  map.set(key, value);
  return value;
}

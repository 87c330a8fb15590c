import type { Viewer } from '../accounts/viewer';
import type { Queryable } from '../database/statement';
import type { Context, Services } from '../schema/context';
import { createLoaders } from '../schema/loaders';

/** What contexts are made of. */
export interface ContextSource {
  readonly services: Services;
  readonly reads: Queryable;
  readonly publicUrl: () => string;
}

export function createContext(source: ContextSource, viewer: Viewer | null): Context {
  return {
    viewer,
    services: source.services,
    loaders: createLoaders(source.reads, viewer?.profileId ?? null),
    publicUrl: source.publicUrl(),
  };
}

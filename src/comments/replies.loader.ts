import DataLoader from 'dataloader';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import { repliesPages } from './comment.queries';
import type { CommentRecord } from './comment.record';
import type { HeldSight } from './held-sight';

/** The pages of replies that one field asks for under many comments, in one statement. */
export class RepliesLoader {
  private readonly loaders = new Map<
    string,
    DataLoader<CommentRecord, Page<CommentRecord>, number>
  >();

  constructor(
    private readonly reads: Queryable,
    private readonly heldSight: HeldSight,
  ) {}

  load(parent: CommentRecord, request: PageRequest): Promise<Page<CommentRecord>> {
    const key = JSON.stringify(request);
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader<CommentRecord, Page<CommentRecord>, number>(
        (parents) => repliesPages(this.reads, parents, { request, heldSight: this.heldSight }),
        { cacheKeyFn: (comment) => comment.id },
      );
      this.loaders.set(key, loader);
    }
    return loader.load(parent);
  }
}

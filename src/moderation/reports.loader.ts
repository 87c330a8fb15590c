import DataLoader from 'dataloader';
import type { Page, PageRequest } from '../database/page';
import type { Queryable } from '../database/statement';
import { reportPages } from './report-list.queries';
import type { ReportRecord } from './report.record';

/** The pages of reports that one field asks for under many comments, in one statement. */
export class ReportsLoader {
  private readonly loaders = new Map<string, DataLoader<number, Page<ReportRecord>>>();

  constructor(private readonly reads: Queryable) {}

  load(commentId: number, request: PageRequest): Promise<Page<ReportRecord>> {
    const key = JSON.stringify(request);
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader((ids) => reportPages(this.reads, ids, request));
      this.loaders.set(key, loader);
    }
    return loader.load(commentId);
  }
}

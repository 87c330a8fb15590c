import type { Finding } from '../interchange/typepad/findings';
import type { TypepadReport } from '../interchange/typepad/typepad-report';
import { NewFile } from './new-file';

/** A report as JSON, whose findings are written as they come: there may be millions. */
export class ReportFile {
  private isEmpty = true;

  private constructor(private readonly file: NewFile) {}

  /** @throws CommandFailure where it cannot be written, or would take the place of another file unasked */
  static async create(path: string, mode: { replaces: boolean }): Promise<ReportFile> {
    const file = await NewFile.create(path, mode);
    await file.handle.write('{"findings":[');
    return new ReportFile(file);
  }

  async add(findings: readonly Finding[]): Promise<void> {
    if (findings.length === 0) return;
    const items = findings.map((finding) => JSON.stringify(finding)).join(',\n');
    await this.file.handle.write(`${this.isEmpty ? '\n' : ',\n'}${items}`);
    this.isEmpty = false;
  }

  async end({
    isDryRun,
    read,
    made,
    matchedProfiles,
    findingCounts,
  }: TypepadReport): Promise<void> {
    const counts = { isDryRun, read, made: { ...made, matchedProfiles }, findingCounts };
    await this.file.handle.write(`\n],\n${JSON.stringify(counts, null, 2).slice(2)}\n`);
    await this.file.finish();
  }

  /** Where there is nothing to end it with. */
  discard(): Promise<void> {
    return this.file.discard();
  }
}

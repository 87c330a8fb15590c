import { open, type FileHandle } from 'node:fs/promises';
import type { Finding } from '../interchange/typepad/findings';
import type { TypepadReport } from '../interchange/typepad/typepad-report';
import { CommandFailure } from './command-failure';

/** A report as JSON, whose findings are written as they come: there may be millions. */
export class ReportFile {
  private isEmpty = true;

  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<ReportFile> {
    try {
      const file = await open(path, 'w');
      await file.write('{"findings":[');
      return new ReportFile(file);
    } catch (error) {
      throw new CommandFailure(`The report cannot be written: ${(error as Error).message}`);
    }
  }

  async add(findings: readonly Finding[]): Promise<void> {
    if (findings.length === 0) return;
    const items = findings.map((finding) => JSON.stringify(finding)).join(',\n');
    await this.file.write(`${this.isEmpty ? '\n' : ',\n'}${items}`);
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
    await this.file.write(`\n],\n${JSON.stringify(counts, null, 2).slice(2)}\n`);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

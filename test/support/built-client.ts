import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const NAMES = [
  ...['package.json', 'README.md', 'LICENSE', 'schema.graphql', 'src/client', 'test/support'],
  ...['tsconfig.json', 'tsconfig.client.json', 'tsconfig.client-esm.json'],
];

const run = async (command: string, words: readonly string[], folder: string) =>
  (await promisify(execFile)(command, words, { cwd: folder })).stdout;

/** The package with the client built in it, and another that has installed it. */
export class BuiltClient {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<BuiltClient> {
    const built = new BuiltClient(mkdtempSync(join(tmpdir(), 'rejoinder-client-')));
    for (const name of NAMES)
      cpSync(join(ROOT, name), join(built.package, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(built.package, 'node_modules'));
    await run('npm', ['run', '--silent', 'build:client'], built.package);
    return built;
  }

  /** Where the ES modules are. */
  get modules(): string {
    return join(this.package, 'dist/client/esm');
  }

  /** Where a consumer finds the package. */
  get installed(): string {
    return join(this.consumer, 'node_modules/rejoinder');
  }

  /** Packs it, and unpacks it where another package has its own. @returns the names of the files in it */
  async install(): Promise<string[]> {
    const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder];
    const [{ filename, files }] = JSON.parse(await run('npm', words, this.package));
    mkdirSync(this.installed, { recursive: true });
    const archive = join(this.folder, filename);
    await run('tar', ['-xzf', archive, '--strip-components=1'], this.installed);
    for (const name of [
      'graphql',
      'graphql-ws',
      'ws',
      '@types/ws',
      '@types/node',
      'undici-types',
    ]) {
      const link = join(this.consumer, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), link);
    }
    return files.map((file: { path: string }) => file.path);
  }

  /** Runs a program of the consumer, or of the package itself, and gives what it writes. */
  node(name: string, text: string, folder = this.consumer): Promise<string> {
    writeFileSync(join(folder, name), text);
    return run(process.execPath, [name], folder);
  }

  /** Checks the types of a program of the consumer, and gives what the compiler says. */
  async compile(name: string, text: string, options: object): Promise<string> {
    writeFileSync(join(this.consumer, name), text);
    const compilerOptions = { target: 'es2022', strict: true, noEmit: true, ...options };
    const config = JSON.stringify({ compilerOptions, files: [name] });
    writeFileSync(join(this.consumer, 'tsconfig.json'), config);
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    return run(process.execPath, [compiler, '-p', '.'], this.consumer).catch(
      (error: unknown) => (error as { stdout: string }).stdout,
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get package(): string {
    return join(this.folder, 'package');
  }

  private get consumer(): string {
    return join(this.folder, 'consumer');
  }
}

import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildsFolder } from './run-wide';

const ROOT = join(__dirname, '../..');

/** How to break a program on purpose: a text of one of its compiled files, and what takes its place. */
export interface Replacement {
  readonly file: string;
  readonly replaces: string;
  readonly by: string;
}

/** The program compiled as for production, in a folder from which it finds its packages. */
export class Build {
  private constructor(private readonly folder: string) {}

  static make(): Build {
    const builds = buildsFolder();
    if (builds === null) throw new Error('Only jest says where to build.');
    const folder = mkdtempSync(join(builds, 'copy-'));
    cpSync(compiled(builds), folder, { recursive: true });
    return new Build(folder);
  }

  /** Replaces a text of one compiled file. @returns what mends it @throws when the text is not there exactly once */
  break({ file, replaces, by }: Replacement): () => void {
    const path = join(this.folder, file);
    const sound = readFileSync(path, 'utf8');
    const [before, after, ...more] = sound.split(replaces);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`${file} does not have this exactly once: ${replaces}`);
    writeFileSync(path, before + by + after);
    return () => writeFileSync(path, sound);
  }

  /** Starts the server, on a port of its own unless `variables` say which, and waits until it serves. */
  async start(databaseUrl: string, variables: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const fixed = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
    const child = spawn(process.execPath, [join(this.folder, 'main.js')], {
      env: { ...fixed, PORT: '0', LOG_LEVEL: 'silent', RATE_LIMITS: 'off', ...variables },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\/\/[^/\s]+/.exec(line)?.[0];
      if (url) return new ServerProcess(child, url);
    }
    throw new Error(`The server ended before it served: ${child.exitCode}`);
  }

  /** Starts the server at its most talkative. @param log the open file into which it writes whatever it says */
  logging(databaseUrl: string, log: number): ChildProcess {
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOG_LEVEL: 'debug',
    };
    return spawn(process.execPath, [join(this.folder, 'main.js')], {
      env,
      stdio: ['ignore', log, log],
    });
  }

  /** Starts a command of the command line. @param input what its standard input holds; none if not given */
  command(words: readonly string[], variables: NodeJS.ProcessEnv, input?: string): ChildProcess {
    const child = spawn(process.execPath, [join(this.folder, 'cli/rejoinder.js'), ...words], {
      env: { PATH: process.env.PATH, ...variables },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    child.stdin?.end(input);
    return child;
  }

  /** Starts a script beside the program. */
  script(text: string, variables: NodeJS.ProcessEnv): ChildProcess {
    return spawn(process.execPath, ['-e', text], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, ...variables },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  /** Runs a command to its end. */
  async run(
    words: readonly string[],
    variables: NodeJS.ProcessEnv,
    input?: string,
  ): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = this.command(words, variables, input);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout, stderr: stderr.replace(PROGRESS, '') };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How far a command has come, which it tells every few seconds: a slow machine alone has it be told. */
const PROGRESS = /^\d+ % \|.*\n/gm;

/** What the compiler makes of the program: once in a run, however many need it. */
function compiled(builds: string): string {
  const whole = join(builds, 'whole');
  if (existsSync(whole)) return whole;
  const folder = mkdtempSync(join(builds, 'compiling-'));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  // What it noted of an earlier build is of that one's folder.
  const noted = ['--tsBuildInfoFile', join(folder, 'build.tsbuildinfo')];
  const options = [
    ...['-p', join(ROOT, 'tsconfig.build.json'), '--noCheck', '--outDir', folder],
    ...noted,
  ];
  execFileSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
  try {
    renameSync(folder, whole);
  } catch (error) {
    // Another worker may have been quicker: its is as good.
    if (!existsSync(whole)) throw error;
  }
  return whole;
}

/** A server in a process of its own. */
export class ServerProcess {
  private gone: Promise<unknown> | null = null;

  constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Tells it to stop, as a supervisor does. @returns its exit status */
  async stop(): Promise<number | null> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const [code] = (await exit) as [number | null];
    return code;
  }

  /** Ends it without a word, as power loss or the kernel would, and waits until it is gone. Many may do so at once. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    this.gone ??= once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await this.gone;
  }
}

const { TestEnvironment } = require('jest-environment-node');
const { PackageLoader } = require('./package-loader');

/** The one of this process, once a first test file has run in it. */
let shared = null;

/** What jest-circus and expect keep for the file that runs. */
const OF_ONE_FILE = ['EVENT_HANDLERS', '$$jest-matchers-object'].map((name) => Symbol.for(name));

/**
 * jest gives each test file a realm of its own, into which all packages are loaded anew: some 2,000 modules, which takes
 * longer than most files' tests. Here the files that one worker runs, one after the other, share a realm and the packages in
 * it. The modules of the project itself are each file's own, as ever.
 */
module.exports = class WorkerEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { globals } = config.projectConfig;
    if (shared) {
      shared.begin(globals);
      return shared;
    }
    super(config, context);
    shared = this;
    this.variables = { ...this.global.process.env };
    this.exit = this.global.process.exit;
    this.globals = globals;
    const packages = new PackageLoader(this.context, config.globalConfig.rootDir);
    this.global.requirePackage = (name) => packages.require(name);
  }

  begin(globals) {
    for (const name of Object.keys(this.globals)) delete this.global[name];
    Object.assign(this.global, globals);
    this.globals = globals;
    for (const symbol of OF_ONE_FILE) delete this.global[symbol];
  }

  /** Takes back what a file may have left, and keeps the realm. */
  async teardown() {
    this.fakeTimers.useRealTimers();
    this.fakeTimersModern.useRealTimers();
    this.moduleMocker.restoreAllMocks();
    const { process } = this.global;
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, this.variables);
    process.exit = this.exit;
  }
};

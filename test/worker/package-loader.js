const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const { dirname, join } = require('node:path');
const { compileFunction, runInContext } = require('node:vm');
const { ResolverFactory } = require('unrs-resolver');

/** As jest resolves what is required. */
const resolver = new ResolverFactory({
  conditionNames: ['require', 'node', 'default'],
  extensions: ['.js', '.json', '.node'],
});

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Loads CommonJS packages into a realm, each module once. */
class PackageLoader {
  /**
   * @param context the realm
   * @param root the folder whose packages it loads
   */
  constructor(context, root) {
    this.context = context;
    this.root = root;
    this.modules = new Map();
    this.empty = runInContext('() => ({})', context);
    this.parse = runInContext('JSON.parse', context);
    this.native = createRequire(join(root, 'package.json'));
  }

  require(name) {
    return this.load(this.resolve(this.root, name));
  }

  resolve(folder, name) {
    if (isBuiltin(name)) return name;
    const { path } = resolver.sync(folder, name);
    if (path) return path;
    // Packages look for others that need not be there, and tell by the code that they are not.
    const error = new Error(`Cannot find module '${name}' from '${folder}'`);
    throw Object.assign(error, { code: 'MODULE_NOT_FOUND' });
  }

  load(path) {
    if (isBuiltin(path) || path.endsWith('.node')) return this.native(path);
    const known = this.modules.get(path);
    if (known) return known.exports;
    const folder = dirname(path);
    const module = { id: path, filename: path, path: folder, exports: this.empty(), loaded: false };
    module.require = (name) => this.load(this.resolve(folder, name));
    module.require.resolve = (name) => this.resolve(folder, name);
    module.require.cache = {};
    // Modules that require each other find what is there of each.
    this.modules.set(path, module);
    try {
      this.evaluate(module, readFileSync(path, 'utf8'));
    } catch (error) {
      this.modules.delete(path);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  evaluate(module, text) {
    const { filename, path, exports, require } = module;
    if (filename.endsWith('.json')) {
      module.exports = this.parse(text);
      return;
    }
    const run = compileFunction(text, PARAMETERS, { filename, parsingContext: this.context });
    run.call(exports, exports, require, module, filename, path);
  }
}

module.exports = { PackageLoader };

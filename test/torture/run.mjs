// npm run test:torture -- [--seconds 60 | --short] [--seed 42] [--database postgres] [--break <rule> | --break each]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: '' },
    database: { type: 'string', default: 'sqlite' },
    break: { type: 'string', default: '' },
  },
});

if (values.database === 'postgres' && !process.env.TEST_POSTGRES_URL) {
  console.error('Set TEST_POSTGRES_URL=postgres://<user>@<host>/<database>.');
  process.exit(1);
}
const given = {
  TORTURE_SECONDS: values.short ? '' : values.seconds,
  TORTURE_SEED: values.seed,
  TORTURE_BREAK: values.break,
};
const variables = Object.entries(given).filter(([, value]) => value !== '');
const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', values.database];
const { status } = spawnSync(process.execPath, [...jest, '--', 'test/torture'], {
  env: { ...process.env, ...Object.fromEntries(variables) },
  stdio: 'inherit',
});
process.exit(status ?? 1);

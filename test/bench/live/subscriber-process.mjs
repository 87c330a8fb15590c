import { fork } from 'node:child_process';

const SCRIPT = new URL('subscribers.mjs', import.meta.url).pathname;
const PATIENCE_MS = 180_000;

/** Starts a process of subscribers. `call` has it do one of its calls and resolves to the answer; one at a time. */
export function startSubscribers() {
  const child = fork(SCRIPT, { env: { ...process.env, NODE_ENV: 'production' } });
  const ended = new Promise((resolve) => child.once('exit', resolve));

  const call = (name, argument = {}) =>
    new Promise((resolve, reject) => {
      const settle = (how, value) => {
        clearTimeout(timer);
        child.off('message', onAnswer).off('exit', onExit);
        how(value);
      };
      const onAnswer = ({ answer }) => settle(resolve, answer);
      const onExit = () => settle(reject, new Error('The subscribers failed.'));
      const onTimeout = () =>
        settle(reject, new Error(`The subscribers did not end "${name}" in time.`));
      const timer = setTimeout(onTimeout, PATIENCE_MS);
      child.on('message', onAnswer).on('exit', onExit);
      if (child.connected) child.send({ name, argument });
      else onExit();
    });

  const stop = async () => {
    child.kill();
    await ended;
  };
  return { pid: child.pid, call, stop };
}

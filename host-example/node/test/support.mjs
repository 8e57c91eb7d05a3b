import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts a sandbox for as long as a test runs, and tells the environment of its app's instances.
 * @param {import('node:test').TestContext} t
 * @param {string[]} faults
 */
export async function sandbox(t, ...faults) {
  const { ORGBOOK_SANDBOX } = process.env;
  if (!ORGBOOK_SANDBOX) {
    throw new Error('ORGBOOK_SANDBOX has to be the path of orgbook-sandbox');
  }
  const options = ['--port', '0', '--json', ...faults.flatMap((fault) => ['--fault', fault])];
  const child = spawn(ORGBOOK_SANDBOX, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { url, apps } = JSON.parse(line);
  return {
    DINGTALK_CLIENT_ID: /** @type {string} */ (apps[0].client_id),
    DINGTALK_CLIENT_SECRET: /** @type {string} */ (apps[0].client_secret),
    DINGTALK_OAPI_URL: /** @type {string} */ (url),
    DINGTALK_API_URL: /** @type {string} */ (url),
  };
}

/**
 * The error that a call throws.
 * @template {Error} E
 * @param {() => unknown} call
 * @param {new (...args: any) => E} type
 * @returns {E}
 */
export function thrown(call, type) {
  try {
    call();
  } catch (error) {
    if (error instanceof type) {
      return error;
    }
    throw error;
  }
  throw new Error(`it throws no ${type.name}`);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { DirectoryWorker, Host, InstanceLostError, OrgbookError } from 'orgbook';
import { sandbox } from './support.mjs';

const SLOW = 'latency:/topapi/v2/user/get:duration=300ms';

/**
 * How often the event loop comes round while a call is carried out.
 * @param {() => unknown} call
 */
async function ticksDuring(call) {
  let [done, ticks] = [false, 0];
  const result = (async () => call())().finally(() => (done = true));
  for (; !done; ticks++) {
    await setImmediate();
  }
  await result;
  return ticks;
}

test('the event loop goes on while a worker calls, and stands still while this thread does', async (t) => {
  const environment = await sandbox(t, SLOW);
  const worker = await DirectoryWorker.start({ environment });
  t.after(() => worker.close());
  const directory = (await Host.load()).instantiate({ environment });
  assert((await ticksDuring(() => worker.getUser('manager4220'))) > 10);
  assert((await ticksDuring(() => directory.getUser('manager4220'))) <= 1);
});

test('a worker answers and throws as a directory does', async (t) => {
  const worker = await DirectoryWorker.start({ environment: await sandbox(t) });
  t.after(() => worker.close());
  const user = await worker.getUser('manager4220');
  assert.equal(user.workEmail, undefined);
  assert.equal(user.telephone, '');
  const error = await worker.getUser('nobody').catch((error) => error);
  assert(error instanceof OrgbookError);
  assert.equal(error.kind, 'not-found');
  assert.equal(error.backend?.code, '60121');
  assert.match(String(error.stack), /worker\.test\.mjs/);
  await assert.rejects(worker.getUser(/** @type {any} */ (4220)), TypeError);
  await assert.rejects(worker.getUser(/** @type {any} */ (() => {})), { name: 'DataCloneError' });
});

test('a call in the middle of which the thread is ended is lost', async (t) => {
  const worker = await DirectoryWorker.start({ environment: await sandbox(t, 'no-answer') });
  const call = assert.rejects(worker.getUser('manager4220'), InstanceLostError);
  await worker.close();
  await call;
  await assert.rejects(worker.getUser('manager4220'), InstanceLostError);
});

test('a worker for what cannot be started says why', async () => {
  await assert.rejects(DirectoryWorker.start({ environment: {}, allow: ['nonsense'] }), TypeError);
  await assert.rejects(DirectoryWorker.start({ environment: {} }, '/nowhere'), { code: 'ENOENT' });
});

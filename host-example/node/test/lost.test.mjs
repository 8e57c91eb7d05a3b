import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DirectoryWorker, Host, InstanceLostError } from 'orgbook';
import { thrown } from './support.mjs';

/** A core module that exports a function which traps: (func (export "orgbook:trap") unreachable). */
const TRAP = Buffer.from(
  '0061736d01000000010401600000030201000710010c6f7267626f6f6b3a7472617000000a05010300000b',
  'hex',
);

const COMPONENT = `
export const instantiate = (module, imports, instantiateCore) => {
  const { exports } = instantiateCore(module('trap.wasm'), {});
  return { 'orgbook:directory/users@0.1.0': { getUser: () => exports['orgbook:trap'](), deleteUser: () => {} } };
};`;

/**
 * A folder, as `transpile` makes one, with a component that traps.
 * @param {import('node:test').TestContext} t
 */
async function trapping(t) {
  const folder = await mkdtemp(join(tmpdir(), 'orgbook-trap-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const manifest = { component: '', interfaces: ['users'], modules: ['trap.wasm'] };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'trap.wasm'), TRAP);
  await writeFile(join(folder, 'component.js'), COMPONENT);
  return folder;
}

test('after a trap the instance is lost, and another one is not', async (t) => {
  const host = await Host.load(await trapping(t));
  const [directory, other] = [host.instantiate({ environment: {} }), host.instantiate({ environment: {} })];
  const lost = thrown(() => directory.getUser('ada'), InstanceLostError);
  assert(lost.cause instanceof WebAssembly.RuntimeError);
  assert.equal('kind' in lost, false);
  assert.equal(thrown(() => directory.deleteUser('ada'), InstanceLostError).cause, lost.cause);
  other.deleteUser('ada');
});

test('after a trap the instance of a worker is lost, and its thread can be ended', async (t) => {
  const directory = await DirectoryWorker.start({ environment: {} }, await trapping(t));
  await assert.rejects(directory.getUser('ada'), InstanceLostError);
  await assert.rejects(directory.deleteUser('ada'), InstanceLostError);
  await directory.close();
});

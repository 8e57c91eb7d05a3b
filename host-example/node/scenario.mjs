// Carries out a scenario and prints its report: node scenario.mjs SCENARIO.json COMPONENT.wasm SERVERS.json
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Host, OrgbookError } from 'orgbook';
import { transpile } from 'orgbook/transpile';
import { camel, canonical, fill, fromJson, pointed, toJson } from './scenario-values.mjs';

/**
 * @typedef {{ step: string, instance?: Record<string, string>, allow?: string[],
 *   call: string, arguments?: unknown[], keep?: Record<string, string> }} Step
 */

const [scenarioFile = '', componentFile = '', serversFile = ''] = process.argv.slice(2);
/** @type {{ hide: string[], steps: Step[] }} */
const scenario = JSON.parse(await readFile(scenarioFile, 'utf8'));
/** @type {Record<string, string>} */
const names = JSON.parse(await readFile(serversFile, 'utf8'));

// JavaScript returns or throws what WIT calls a `result`, so the WIT has to tell what is one.
/** @type {Set<string | undefined>} */
const fallible = new Set();
const witFolder = new URL('../../wit/', import.meta.url);
for (const file of (await readdir(witFolder)).filter((file) => file.endsWith('.wit'))) {
  const wit = await readFile(new URL(file, witFolder), 'utf8');
  Array.from(wit.matchAll(/^ *(\S+): func\(.*\) -> result</gm), ([, name]) => fallible.add(name));
}

const folder = await mkdtemp(join(tmpdir(), 'orgbook-scenario-'));
await transpile(await readFile(componentFile), folder);
const host = await Host.load(folder);
await rm(folder, { recursive: true });

/** @type {Record<string, (...args: unknown[]) => unknown>} */
let directory = {};
for (const step of scenario.steps) {
  console.log(`${step.step}: ${perform(step)}`);
}

/** @param {Step} step */
function perform(step) {
  if (step.instance) {
    const environment = fill(step.instance, names);
    const allow = step.allow && fill(step.allow, names);
    directory = /** @type {any} */ (host.instantiate({ environment, allow }));
    return 'ready';
  }
  const result = call(step.call, fill(step.arguments ?? [], names).map(fromJson));
  for (const [name, pointer] of Object.entries(step.keep ?? {})) {
    names[name] = pointed(result, pointer);
  }
  return canonical(result, scenario.hide);
}

/**
 * @param {string} name
 * @param {unknown[]} args
 */
function call(name, args) {
  const call = directory[camel(name)];
  if (!call) {
    throw new Error(`the component has no ${name}`);
  }
  if (!fallible.has(name)) {
    return toJson(call(...args));
  }
  try {
    return { ok: toJson(call(...args)) };
  } catch (error) {
    if (error instanceof OrgbookError) {
      return { err: toJson(error.record) };
    }
    throw error;
  }
}

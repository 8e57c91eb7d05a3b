// What runs in the thread of a `DirectoryWorker`: one instance, and the calls as they come.
import { parentPort, workerData } from 'node:worker_threads';
import { InstanceLostError, OrgbookError } from './errors.js';
import { Host, type InstanceOptions } from './host.js';
import type { Error as ErrorRecord } from './types.js';

/** The first message from the thread: the functions that there are. */
export type Ready = string[];

/** A call. */
export interface Task {
  id: number;
  name: string;
  args: unknown[];
}

/** What came of a call. An error is taken apart, because classes do not get to another thread. */
export type Outcome =
  | { value: unknown }
  | { refused: ErrorRecord }
  | { lost: unknown }
  | { thrown: unknown };

/** What came of the call with this number. */
export interface Answer {
  id: number;
  outcome: Outcome;
}

const { options, folder } = workerData as { options: InstanceOptions; folder?: string };
const host = await Host.load(folder);
const directory = host.instantiate(options) as object as Record<string, (...args: unknown[]) => unknown>;

parentPort?.on('message', ({ id, name, args }: Task) => {
  parentPort?.postMessage({ id, outcome: carryOut(name, args) } satisfies Answer);
});
parentPort?.postMessage(Object.keys(directory) satisfies Ready);

function carryOut(name: string, args: unknown[]): Outcome {
  try {
    return { value: directory[name]?.(...args) };
  } catch (error) {
    if (error instanceof OrgbookError) {
      return { refused: error.record };
    }
    return error instanceof InstanceLostError ? { lost: error.cause } : { thrown: error };
  }
}

import { Worker } from 'node:worker_threads';
import { InstanceLostError, OrgbookError } from './errors.js';
import type { InstanceOptions } from './host.js';
import type { DingTalkDirectory } from './types.js';
import type { Answer, Outcome, Ready, Task } from './worker-thread.js';

/** The functions of a directory, each with a promise of what it returns or throws. */
export type AsyncDirectory = {
  [Name in keyof DingTalkDirectory]: (
    ...args: Parameters<DingTalkDirectory[Name]>
  ) => Promise<ReturnType<DingTalkDirectory[Name]>>;
};

/**
 * An instance in a thread of its own, so that calls leave this thread's event loop free.
 *
 * Calls are carried out one after another. For more at the same time, start more workers.
 */
export class DirectoryWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  #count = 0;
  #end: { lost: unknown } | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => this.#settle(answer));
    worker.on('error', (error) => this.#loseAll(error));
    worker.on('exit', () => this.#loseAll(new Error('the worker has ended')));
  }

  /** Starts a thread with one tenant's instance, of the component or of the one in `folder`. */
  static async start(options: InstanceOptions, folder?: string): Promise<DirectoryWorker & AsyncDirectory> {
    const worker = new Worker(new URL('./worker-thread.js', import.meta.url), {
      name: 'orgbook',
      workerData: { options, folder },
      env: {}, // the thread needs no more than its instance
    });
    const functions = await new Promise<Ready>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the worker has ended')));
    });
    const directory = new DirectoryWorker(worker);
    for (const name of functions) {
      const value = (...args: unknown[]) => directory.#call(name, args);
      Object.defineProperty(directory, name, { value, enumerable: true });
    }
    return directory as DirectoryWorker & AsyncDirectory;
  }

  /** Ends the thread, also in the middle of a call: that is lost then, and so is the instance. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #call(name: string, args: unknown[]): Promise<unknown> {
    const outcome = this.#end ?? (await this.#send(name, args));
    if ('value' in outcome) {
      return outcome.value;
    }
    // Made here and not where the answer comes in, so that the stack shows who called.
    if ('refused' in outcome) {
      throw new OrgbookError(outcome.refused);
    }
    throw 'lost' in outcome ? new InstanceLostError(outcome.lost) : outcome.thrown;
  }

  #send(name: string, args: unknown[]): Promise<Outcome> {
    const id = this.#count++;
    this.#worker.postMessage({ id, name, args } satisfies Task);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #settle({ id, outcome }: Answer): void {
    this.#waiting.get(id)?.(outcome);
    this.#waiting.delete(id);
  }

  #loseAll(cause: unknown): void {
    this.#end ??= { lost: cause };
    for (const id of this.#waiting.keys()) {
      this.#settle({ id, outcome: this.#end });
    }
  }
}

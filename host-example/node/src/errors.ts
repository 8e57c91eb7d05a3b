import type { BackendError, Detail, Error as ErrorRecord, ErrorKind } from './types.js';

/** What kind of error it is: the value to branch on. More kinds may come as `other` with a code. */
export type Kind = ErrorKind['tag'];

/** The directory's answer that a call did not succeed. The instance works on. */
export class OrgbookError extends Error {
  static {
    this.prototype.name = 'OrgbookError';
  }
  /** What to branch on, for example `not-found`. */
  readonly kind: Kind;
  /** The server's code, where `kind` is `other`. */
  readonly code: string | undefined;
  /** When the call may be repeated; `undefined`: not told. */
  readonly retryAfterMs: number | undefined;
  /** What the server said. */
  readonly backend: BackendError | undefined;
  /** What else is known; `detail` finds one by its name. */
  readonly details: readonly Detail[];
  readonly #record: ErrorRecord;

  constructor(record: ErrorRecord) {
    super(record.message);
    this.kind = record.kind.tag;
    this.code = record.kind.tag === 'other' ? record.kind.val : undefined;
    this.retryAfterMs = record.retryAfterMs;
    this.backend = record.backend;
    this.details = record.details;
    this.#record = record;
  }

  /** The same as plain data, as the interface has it: to be sent to another thread or stored. */
  get record(): ErrorRecord {
    return this.#record;
  }

  /** The value of a detail, for example `field` or `existing-id`; `undefined`: it is not there. */
  detail(name: string): string | undefined {
    return this.details.find((detail) => detail.name === name)?.value;
  }
}

/**
 * The component or its host broke off in the middle of a call: whether a write was carried out is
 * not known, and the instance is of no more use. Make another one.
 *
 * It is no answer of the directory, so it has no `kind`. `cause` is what happened.
 */
export class InstanceLostError extends Error {
  static {
    this.prototype.name = 'InstanceLostError';
  }

  constructor(cause: unknown) {
    super('the instance is lost; make another one', { cause });
  }
}

import { clocks, http, io, random } from '@bytecodealliance/preview2-shim';
import type { Environment } from './environment.js';
import { outgoingHandler } from './outgoing-handler.js';

/**
 * All that an instance gets from its host: clocks, random numbers, its own environment, and HTTP to
 * the allowed origins. There is no file, no socket, no standard stream and nothing of `process.env`.
 */
export function wasiImports(environment: Environment, allowed: ReadonlySet<string>) {
  const variables = Object.entries(environment).filter(([, value]) => value !== undefined);
  return {
    'wasi:cli/environment': { getEnvironment: () => variables },
    'wasi:clocks/monotonic-clock': clocks.monotonicClock,
    'wasi:clocks/wall-clock': clocks.wallClock,
    'wasi:http/outgoing-handler': outgoingHandler(allowed),
    'wasi:http/types': http.types,
    'wasi:io/error': io.error,
    'wasi:io/poll': io.poll,
    'wasi:io/streams': io.streams,
    'wasi:random/random': random.random,
  };
}

/** The names of what an instance gets. */
export const granted: ReadonlySet<string> = new Set(Object.keys(wasiImports({}, new Set())));

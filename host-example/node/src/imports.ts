import { cli, clocks, http, io, random } from '@bytecodealliance/preview2-shim';
import type { Environment } from './environment.js';
import { outgoingHandler } from './outgoing-handler.js';

/**
 * All that an instance gets from its host: clocks, random numbers, its own environment, and HTTP to
 * the allowed origins. There is no file, no socket and nothing of `process.env`.
 */
export function wasiImports(environment: Environment, allowed: ReadonlySet<string>) {
  const variables = Object.entries(environment).filter(([, value]) => value !== undefined);
  return {
    ...standardStreams,
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

/**
 * What compilers link into a component without being asked. What it prints, which is what a panic
 * says, goes to standard error; and it cannot end the process.
 */
const standardStreams = {
  'wasi:cli/exit': { exit: () => refuse('it called exit') },
  'wasi:cli/stdin': { getStdin: () => refuse('it read from standard input') },
  'wasi:cli/stdout': { getStdout: cli.stderr.getStderr },
  'wasi:cli/stderr': { getStderr: cli.stderr.getStderr },
  'wasi:cli/terminal-input': cli.terminalInput,
  'wasi:cli/terminal-output': cli.terminalOutput,
  'wasi:cli/terminal-stdin': { getTerminalStdin: () => undefined },
  'wasi:cli/terminal-stdout': { getTerminalStdout: () => undefined },
  'wasi:cli/terminal-stderr': { getTerminalStderr: () => undefined },
};

function refuse(what: string): never {
  throw new Error(`the component did what no host lets it do: ${what}`);
}

/** The names of what an instance gets. */
export const granted: ReadonlySet<string> = new Set(Object.keys(wasiImports({}, new Set())));

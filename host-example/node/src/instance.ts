import { InstanceLostError, OrgbookError } from './errors.js';
import type { Error as ErrorRecord } from './types.js';

/** Makes an instance of one of the component's core modules. */
type InstantiateCore = (
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
) => Pick<WebAssembly.Instance, 'exports'>;

/** What the module of a transpiled component exports; synchronous where its arguments are. */
export type Instantiate = (
  module: (name: string) => WebAssembly.Module | undefined,
  imports: object,
  instantiateCore: InstantiateCore,
) => Record<string, Record<string, AnyFunction>>;

type AnyFunction = (...args: unknown[]) => unknown;

/** Makes an instance, whose functions throw the errors of this package, in one flat object. */
export function makeInstance(make: (instantiateCore: InstantiateCore) => ReturnType<Instantiate>) {
  let entered = false;
  let loss: { cause: unknown } | undefined;

  const guarded = (call: AnyFunction) => (...args: unknown[]) => {
    if (loss) {
      throw new InstanceLostError(loss.cause);
    }
    entered = false;
    try {
      return call(...args);
    } catch (error) {
      if (isAnswer(error)) {
        throw new OrgbookError(error.payload);
      }
      if (!entered) {
        throw error; // an argument of a wrong type: the component saw nothing of the call
      }
      loss = { cause: error };
      throw new InstanceLostError(error);
    }
  };

  const exports = make((module, imports) => {
    const instance = new WebAssembly.Instance(module, imports);
    return { exports: noticing(instance.exports, () => (entered = true)) };
  });
  // The same interfaces are there again under short names.
  const interfaces = Object.entries(exports).filter(([name]) => name.startsWith('orgbook:'));
  return Object.fromEntries(
    interfaces.flatMap(([, functions]) =>
      Object.entries(functions).map(([name, call]) => [name, guarded(call)]),
    ),
  );
}

/** Whether this is what a transpiled component throws for an error that the function declares. */
function isAnswer(error: unknown): error is { payload: ErrorRecord } {
  return error instanceof Error && error.constructor.name === 'ComponentError';
}

/** The same exports, but tells when a call enters the component. */
function noticing(exports: WebAssembly.Exports, enter: () => void): WebAssembly.Exports {
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => {
      // The component's functions are named `<interface>#<function>`; others belong to its memory.
      if (typeof value !== 'function' || !name.startsWith('orgbook:')) {
        return [name, value];
      }
      return [name, (...args: unknown[]) => (enter(), value(...args))];
    }),
  );
}

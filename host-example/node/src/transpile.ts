import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { granted } from './imports.js';

/** What a folder with a transpiled component holds beside `component.js`. */
export interface Manifest {
  /** The SHA-256 of the component. */
  component: string;
  /** The interfaces of `orgbook:directory` that it exports. */
  interfaces: string[];
  /** The files of its core modules. */
  modules: string[];
}

/**
 * Node before 24 has no `WebAssembly.promising`. The transpiled module tries it for each function
 * that frees memory and catches the error, whose text V8 takes 10 ms to make in so large a module:
 * a quarter of a second an instance. With this line, which comes to the same, nothing is thrown.
 */
const WITHOUT_PROMISING = `const WebAssembly = globalThis.WebAssembly.promising
  ? globalThis.WebAssembly
  : Object.create(globalThis.WebAssembly, { promising: { value: (call) => call } });
`;

/**
 * Transpiles a component for `Host.load` into a folder, which it replaces. Does nothing where the
 * folder holds this component already.
 */
export async function transpile(component: Uint8Array, folder: string): Promise<void> {
  const sha256 = createHash('sha256').update(component).digest('hex');
  if ((await present(folder)) === sha256) {
    return;
  }
  const { files, imports, exports } = await transpileBytes(component, {
    name: 'component',
    instantiation: 'async',
    strict: true,
    noComponentErrorWrapping: false,
    wasiShim: false,
    emitTypescriptDeclarations: false,
  });
  const refused = imports.filter((name) => name.startsWith('wasi:') && !granted.has(name));
  if (refused.length > 0) {
    throw new Error(`the component imports what this host does not grant: ${refused.join(', ')}`);
  }
  const manifest: Manifest = {
    component: sha256,
    interfaces: exports.flatMap(([name]) => /^orgbook:directory\/(.+)@/.exec(name)?.[1] ?? []),
    modules: Object.keys(files).filter((name) => name.endsWith('.wasm')),
  };
  const made = `${folder}.${process.pid}`;
  await mkdir(made, { recursive: true });
  await writeFile(join(made, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(made, 'manifest.json'), JSON.stringify(manifest));
  for (const [name, bytes] of Object.entries(files)) {
    const prefix = Buffer.from(name === 'component.js' ? WITHOUT_PROMISING : '');
    await writeFile(join(made, name), Buffer.concat([prefix, bytes]));
  }
  await rm(folder, { recursive: true, force: true });
  await rename(made, folder);
}

async function present(folder: string): Promise<string | undefined> {
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => undefined);
  return manifest === undefined ? undefined : (JSON.parse(manifest) as Manifest).component;
}

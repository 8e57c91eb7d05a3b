// Writes generated/types/: the TypeScript types of the WIT package, with its doc comments.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateHostTypes } from '@bytecodealliance/jco-transpile';
import { _setPreopens } from '@bytecodealliance/preview2-shim/filesystem';

const wit = fileURLToPath(new URL('../../../wit', import.meta.url));
const outDir = fileURLToPath(new URL('../generated/types', import.meta.url));

// The generator is a component as well, and sees of the disk this folder alone.
// @ts-expect-error The shim's types are those of its browser version.
_setPreopens({ '/': wit });
const files = await generateHostTypes('/', { worldName: 'dingtalk-provider', outDir });
await rm(outDir, { recursive: true, force: true });
for (const [path, bytes] of Object.entries(files)) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, mayBeLeftOut(Buffer.from(bytes).toString()));
}

/**
 * What may be `undefined` at the end of a function's parameters may be left out: `f(a, b?: T)`.
 * @param {string} declarations
 */
function mayBeLeftOut(declarations) {
  return declarations.replace(/^export function .*$/gm, (line) => {
    for (let before; before !== line; ) {
      before = line;
      line = line.replace(/(\w+): ([^:()?]+) \| undefined((?:, \w+\?: [^:()?]+)*\): )/, '$1?: $2$3');
    }
    return line;
  });
}

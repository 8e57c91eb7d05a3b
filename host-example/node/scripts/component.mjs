// Puts a component into this package, for `Host.load()`: node scripts/component.mjs COMPONENT.wasm
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transpile } from 'orgbook/transpile';

const [component = ''] = process.argv.slice(2);
await transpile(await readFile(component), fileURLToPath(new URL('../generated/component', import.meta.url)));

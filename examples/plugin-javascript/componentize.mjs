// node componentize.mjs TOOLS SOURCE WIT OUTPUT: makes a component that imports nothing of WASI.

import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, sourcePath, witPath, output] = process.argv.slice(2);
const found = createRequire(`${tools}/`).resolve("@bytecodealliance/componentize-js");
const { componentize } = await import(pathToFileURL(found));

const { component } = await componentize({
  sourcePath,
  witPath,
  worldName: "plugin",
  disableFeatures: ["random", "stdio", "clocks", "http", "fetch-event"],
});
await writeFile(output, component);

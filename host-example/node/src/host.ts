import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { allowedOrigins } from './egress.js';
import type { Environment } from './environment.js';
import { wasiImports } from './imports.js';
import { makeInstance, type Instantiate } from './instance.js';
import type { Manifest } from './transpile.js';
import type { DingTalkDirectory } from './types.js';

/** What one tenant's instance gets from its host. */
export interface InstanceOptions {
  /**
   * The environment that configures the component, for example `DINGTALK_CLIENT_ID`: it sees
   * exactly these variables.
   */
  environment: Environment;
  /**
   * The base URLs of the servers that it may reach over HTTP. Only scheme, host and port count.
   *
   * Without it these are `DINGTALK_OAPI_URL` and `DINGTALK_API_URL` of the environment, or else
   * DingTalk's servers in `DINGTALK_REGION`.
   */
  allow?: readonly string[] | undefined;
}

const COMPONENT = fileURLToPath(new URL('../generated/component', import.meta.url));

/** The compiled component. Load it once, and make an instance for each tenant. */
export class Host {
  /** Which interfaces of `orgbook:directory` the component has, for example `users`. */
  readonly interfaces: readonly string[];
  readonly #instantiate: Instantiate;
  readonly #modules: ReadonlyMap<string, WebAssembly.Module>;

  private constructor(manifest: Manifest, instantiate: Instantiate, modules: [string, WebAssembly.Module][]) {
    this.interfaces = manifest.interfaces;
    this.#instantiate = instantiate;
    this.#modules = new Map(modules);
  }

  /** Loads the component, or the one that `transpile` has put into a folder. */
  static async load(folder: string = COMPONENT): Promise<Host> {
    const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const { instantiate } = await import(pathToFileURL(join(folder, 'component.js')).href);
    const modules = manifest.modules.map(async (name): Promise<[string, WebAssembly.Module]> => [
      name,
      await WebAssembly.compile(await readFile(join(folder, name))),
    ]);
    return new Host(manifest, instantiate, await Promise.all(modules));
  }

  /**
   * Makes an instance for one tenant. It shares nothing with others.
   *
   * With a component that is no directory on DingTalk, the functions that only DingTalk has are
   * not there: see `interfaces`.
   */
  instantiate({ environment, allow }: InstanceOptions): DingTalkDirectory {
    const imports = wasiImports(environment, allowedOrigins(environment, allow));
    const instance: object = makeInstance((instantiateCore) =>
      this.#instantiate((name) => this.#modules.get(name), imports, instantiateCore),
    );
    return instance as DingTalkDirectory;
  }
}

export type { Environment } from './environment.js';
export { InstanceLostError, OrgbookError, type Kind } from './errors.js';
export { Host, type InstanceOptions } from './host.js';
export type * from './types.js';
export { DirectoryWorker, type AsyncDirectory } from './worker.js';

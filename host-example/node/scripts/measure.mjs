// Tells how long things take, in milliseconds, against the server in DINGTALK_OAPI_URL:
//   node scripts/measure.mjs
import { DirectoryWorker, Host } from 'orgbook';

const { DINGTALK_CLIENT_ID, DINGTALK_CLIENT_SECRET, DINGTALK_OAPI_URL, DINGTALK_API_URL } = process.env;
const options = {
  environment: {
    DINGTALK_CLIENT_ID,
    DINGTALK_CLIENT_SECRET,
    DINGTALK_OAPI_URL,
    DINGTALK_API_URL,
    ORGBOOK_CALLS_PER_SECOND: '0',
  },
};

const host = await once('load the component', () => Host.load());
const directory = await once('make the first instance', () => host.instantiate(options));
await often('make an instance', () => host.instantiate(options));
await once('the first call, with the token', () => directory.getUser('manager4220'));
await often('a call', () => directory.getUser('manager4220'));

const worker = await once('start a worker', () => DirectoryWorker.start(options));
await worker.getUser('manager4220');
await often('a call of the worker', () => worker.getUser('manager4220'));
await worker.close();

/**
 * @template T
 * @param {string} what
 * @param {() => T} call
 */
async function once(what, call) {
  const start = performance.now();
  const result = await call();
  console.log(what, (performance.now() - start).toFixed(2));
  return result;
}

/**
 * @param {string} what
 * @param {() => unknown} call
 */
async function often(what, call) {
  const times = [];
  while (times.length < 200) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(`${what}, median of 200`, times[100]?.toFixed(2));
}

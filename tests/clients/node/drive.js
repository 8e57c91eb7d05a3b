// Calls node-dingtalk as it is told: one call a line in, what came of it a line out, both JSON.

'use strict';

const { createInterface } = require('node:readline');
const DingTalk = require('node-dingtalk');

const [url, corpid, corpsecret] = process.argv.slice(2);
const client = new DingTalk({ corpid, corpsecret, host: url });

async function outcome({ function: path, arguments: values }) {
  const names = path.split('.');
  const name = names.pop();
  const owner = names.reduce((object, part) => object[part], client);
  try {
    return { value: await owner[name](...values) };
  } catch (error) {
    return error.code === undefined ? { failed: error.name } : { refused: error.code };
  }
}

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await outcome(JSON.parse(line))));
  }
})();

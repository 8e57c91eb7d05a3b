import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { DirectoryWorker } from 'orgbook';

test('calls share a connection, and none follows a redirection', async (t) => {
  let [connections, requests] = [0, 0];
  const server = createServer((request, answer) => {
    requests += 1;
    request.resume();
    answer.writeHead(302, { location: '/elsewhere' }).end();
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  const directory = await DirectoryWorker.start({
    environment: { DINGTALK_ACCESS_TOKEN: 'lent', DINGTALK_OAPI_URL: `http://127.0.0.1:${port}` },
  });
  t.after(() => directory.close());
  for (let call = 1; call <= 3; call++) {
    await assert.rejects(directory.getUser('ada'), { name: 'OrgbookError' });
  }
  assert.deepEqual({ connections, requests }, { connections: 1, requests: 3 });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { DirectoryWorker, Host, OrgbookError } from 'orgbook';
import { sandbox, thrown } from './support.mjs';

const host = await Host.load();

test('an error has a kind, what the server said, and details', async (t) => {
  const directory = host.instantiate({ environment: await sandbox(t) });
  const absent = thrown(() => directory.getUser('nobody'), OrgbookError);
  assert.equal(absent.name, 'OrgbookError');
  assert.equal(absent.kind, 'not-found');
  assert.equal(absent.code, undefined);
  assert.equal(absent.backend?.code, '60121');
  assert.match(absent.message, /there is no such user/);
  assert.deepEqual(absent.record.kind.tag, 'not-found');

  const refused = thrown(() => directory.updateUser('manager4220', [{ tag: 'mobile', val: '1' }]), OrgbookError);
  assert.equal(refused.kind, 'unsupported');
  assert.equal(refused.detail('field'), 'mobile');
  assert.equal(refused.detail('existing-id'), undefined);
});

test('a code that nobody knows is told with the kind `other`', async (t) => {
  const server = createServer((_, answer) => answer.end('{"errcode": 987654, "errmsg": "?"}')).listen(0, '127.0.0.1');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  // This thread has to answer, so it must not wait.
  const directory = await DirectoryWorker.start({
    environment: { DINGTALK_ACCESS_TOKEN: 'lent', DINGTALK_OAPI_URL: `http://127.0.0.1:${port}` },
  });
  t.after(() => directory.close());
  await assert.rejects(directory.getUser('ada'), { name: 'OrgbookError', kind: 'other', code: '987654' });
});

test('an error does not show the secret, and nor do directory and host', async (t) => {
  const secret = 'the-secret-of-another-app';
  const environment = { ...(await sandbox(t)), DINGTALK_CLIENT_SECRET: secret };
  const directory = host.instantiate({ environment });
  const error = thrown(() => directory.getUser('ada'), OrgbookError);
  assert.equal(error.kind, 'unauthenticated');
  const shown = [error, error.record, directory, directory.describeDirectory(), host].flatMap((value) => [
    String(value),
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
  ]);
  shown.push(String(error.stack));
  assert.deepEqual(shown.filter((text) => text.includes(secret)), []);
});

test('a slow answer is not taken for no connection, so nothing is sent twice', async (t) => {
  const slow = await sandbox(t, 'latency:/topapi/v2/user/create:duration=400ms');
  const directory = host.instantiate({ environment: { ...slow, ORGBOOK_CONNECT_TIMEOUT_MS: '100' } });
  const outcome = directory.createUser({
    id: 'ada',
    name: 'Ada',
    mobile: '+86-13900000101',
    departments: [{ departmentId: '1' }],
    attributes: [],
  });
  assert(outcome.tag === 'created');
  assert.equal(outcome.val.replayed, false);
});

test('an answer that does not come in time is looked up', async (t) => {
  const lost = await sandbox(t, 'no-answer@after:/topapi/v2/user/create');
  const directory = host.instantiate({ environment: { ...lost, ORGBOOK_FIRST_BYTE_TIMEOUT_MS: '300' } });
  const outcome = directory.createUser({
    id: 'ada',
    name: 'Ada',
    mobile: '+86-13900000101',
    departments: [{ departmentId: '1' }],
    attributes: [],
  });
  assert(outcome.tag === 'created');
  assert.equal(outcome.val.replayed, true);
});

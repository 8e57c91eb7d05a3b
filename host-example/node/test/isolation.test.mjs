import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DirectoryWorker, Host, OrgbookError } from 'orgbook';
import { sandbox, thrown } from './support.mjs';

// Before the component is loaded, so that nothing can have kept them from there.
process.env['DINGTALK_CLIENT_ID'] = 'from-the-process';
process.env['DINGTALK_CLIENT_SECRET'] = 'from-the-process';
const host = await Host.load();

test('an instance sees nothing of the process', async (t) => {
  const directory = host.instantiate({ environment: { DINGTALK_CLIENT_SECRET: undefined } });
  const error = thrown(() => directory.getUser('ada'), OrgbookError);
  assert.equal(error.kind, 'misconfigured');
  assert.doesNotMatch(JSON.stringify(directory.describeDirectory()), /from-the-process/);

  const worker = await DirectoryWorker.start({ environment: {} });
  t.after(() => worker.close());
  await assert.rejects(worker.getUser('ada'), { kind: 'misconfigured' });
});

test('what becomes of the given environment later is nothing to the instance', async (t) => {
  const environment = await sandbox(t);
  const directory = host.instantiate({ environment });
  environment.DINGTALK_CLIENT_SECRET = 'another';
  assert.equal(directory.getUser('manager4220').id, 'manager4220');
});

test('two tenants side by side share nothing', async (t) => {
  const one = host.instantiate({ environment: await sandbox(t) });
  const other = host.instantiate({ environment: await sandbox(t) });
  const draft = { id: 'ada', mobile: '+86-13900000101', departments: [{ departmentId: '1' }], attributes: [] };
  one.createUser({ ...draft, name: 'One' });
  other.createUser({ ...draft, name: 'Other' });
  one.deleteUser('ada');
  assert.equal(other.getUser('ada').name, 'Other');
  assert.equal(thrown(() => one.getUser('ada'), OrgbookError).kind, 'not-found');
});

test('a request to what is not allowed is not sent', async (t) => {
  const environment = await sandbox(t);
  const allow = ['https://oapi.dingtalk.com', 'https://api.dingtalk.com'];
  const directory = host.instantiate({ environment, allow });
  const error = thrown(() => directory.getUser('manager4220'), OrgbookError);
  assert.equal(error.kind, 'egress-denied');
  assert(error.detail('attempted')?.startsWith(environment.DINGTALK_API_URL));

  const allowed = host.instantiate({ environment, allow: [`${environment.DINGTALK_OAPI_URL}/path`] });
  assert.equal(allowed.getUser('manager4220').id, 'manager4220');
});

test('what is no base URL cannot be allowed', () => {
  for (const url of ['api.dingtalk.com', 'ftp://api.dingtalk.com', '']) {
    assert.throws(() => host.instantiate({ environment: {}, allow: [url] }), TypeError);
  }
});

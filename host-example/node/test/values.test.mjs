import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Host } from 'orgbook';
import { sandbox } from './support.mjs';

const host = await Host.load();

test('what the directory did not say is undefined, and an empty text stays one', async (t) => {
  const directory = host.instantiate({ environment: await sandbox(t) });
  const user = directory.getUser('manager4220');
  assert.equal(user.workEmail, undefined);
  assert.equal(user.telephone, '');
  assert.equal(directory.findUserByMobile('+86-13900000199'), undefined);
});

test('a user comes back as it was written, beyond ASCII and 2^53', async (t) => {
  const directory = host.instantiate({ environment: await sandbox(t) });
  const outcome = directory.createUser({
    id: 'ada',
    name: '陈爱达 🧭',
    mobile: '+86-13900000101',
    departments: [{ departmentId: '1', sortKey: '9007199254740993' }],
    attributes: [],
  });
  assert(outcome.tag === 'created');
  assert.equal(outcome.val.id, 'ada');

  directory.updateUser('ada', [
    { tag: 'title', val: 'Engineer' },
    { tag: 'clear', val: 'manager' },
  ]);
  const user = directory.getUser('ada');
  assert.equal(user.name, '陈爱达 🧭');
  assert.equal(user.title, 'Engineer');
  assert.equal(user.memberships?.[0]?.sortKey, '9007199254740993');
});

test('pages follow each other, across instances', async (t) => {
  const environment = await sandbox(t);
  const first = host.instantiate({ environment }).listUserRefs('36948801', undefined, { limit: 1 });
  assert.equal(first.users.length, 1);
  assert(first.next !== undefined);
  const page = { cursor: first.next, limit: 1 };
  const second = host.instantiate({ environment }).listUserRefs('36948801', undefined, page);
  assert.notEqual(second.users[0]?.id, first.users[0]?.id);
});

test('a value of a wrong type is a TypeError, and the instance works on', async (t) => {
  const directory = host.instantiate({ environment: await sandbox(t) });
  const wrong = /** @type {any} */ (directory);
  assert.throws(() => wrong.getUser(4220), TypeError);
  assert.throws(() => wrong.updateUser('manager4220', [{ tag: 'nickname', val: 'x' }]), TypeError);
  assert.throws(() => wrong.listUsers('1', undefined, { limit: -1 }), TypeError);
  assert.equal(directory.getUser('manager4220').id, 'manager4220');
});

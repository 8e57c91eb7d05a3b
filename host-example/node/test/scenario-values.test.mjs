import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical, fill, fromJson, pointed, toJson } from '../scenario-values.mjs';

test('records have the names of the WIT in JSON and those of JavaScript here', () => {
  const json = { 'department-id': '1', changes: [{ tag: 'work-email', val: 'a-b@example.com' }, { tag: 'x' }] };
  const value = { departmentId: '1', changes: [{ tag: 'work-email', val: 'a-b@example.com' }, { tag: 'x' }] };
  assert.deepEqual(fromJson(json), value);
  assert.deepEqual(toJson(value), json);
});

test('what is absent is left out of a record, and null elsewhere', () => {
  assert.equal(fromJson(null), undefined);
  assert.deepEqual(fromJson({ title: null }), { title: undefined });
  assert.equal(toJson(undefined), null);
  assert.deepEqual(toJson({ title: undefined, name: '' }), { name: '' });
});

test('texts are filled in, and kept by pointer', () => {
  assert.deepEqual(fill([{ a: '${x}/${y}' }, 1], { x: 'X' }), [{ a: 'X/${y}' }, 1]);
  assert.equal(pointed({ ok: { 'a/b': ['t'] } }, '/ok/a~1b/0'), 't');
  assert.throws(() => pointed({ ok: 1 }, '/ok'));
});

test('a report is canonical JSON, without what is hidden', () => {
  const value = { b: [{ 'request-id': 'r', z: true }], a: '🧭"\\\n\u0001\u2028' };
  const text = '{"a":"🧭\\"\\\\\\n\\u0001\u2028","b":[{"request-id":"(hidden)","z":true}]}';
  assert.equal(canonical(value, ['request-id']), text);
});

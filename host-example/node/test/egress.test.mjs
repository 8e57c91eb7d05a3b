import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedOrigins } from '../dist/egress.js';

/** @param {import('orgbook').Environment} environment */
const allowed = (environment) => [...allowedOrigins(environment)];

test('a region stands for its two servers', () => {
  const china = ['https://oapi.dingtalk.com', 'https://api.dingtalk.com'];
  assert.deepEqual(allowed({}), china);
  assert.deepEqual(allowed({ DINGTALK_REGION: 'china', DINGTALK_OAPI_URL: '' }), china);
  assert.deepEqual(allowed({ DINGTALK_REGION: 'international' }), [
    'https://oapi.dingtalk.io',
    'https://api.dingtalk.io',
  ]);
});

test("a base URL replaces the region's server of its family", () => {
  assert.deepEqual(allowed({ DINGTALK_OAPI_URL: 'HTTP://Gateway.example:80/oapi' }), [
    'http://gateway.example',
    'https://api.dingtalk.com',
  ]);
});

test('a malformed setting allows nothing', () => {
  assert.deepEqual(allowed({ DINGTALK_REGION: 'moon' }), []);
  assert.deepEqual(allowed({ DINGTALK_REGION: 'constructor' }), []);
  assert.deepEqual(allowed({ DINGTALK_OAPI_URL: 'nonsense', DINGTALK_API_URL: 'ftp://x' }), []);
});

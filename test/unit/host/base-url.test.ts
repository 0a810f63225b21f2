import { expect, test } from 'vitest';
import { normaliseServer } from '../../../electron/host/ruvents/base-url.ts';

test.each([
  ['ruvents2.example.com', 'https://ruvents2.example.com'],
  [' https://ruvents2.example.com/ ', 'https://ruvents2.example.com'],
  ['HTTPS://Ruvents2.Example.com//', 'https://ruvents2.example.com'],
  ['ruvents2.example.com:8443', 'https://ruvents2.example.com:8443'],
  ['https://example.com/api/v2/', 'https://example.com/api/v2'],
  ['example.com/api?x=1#y', 'https://example.com/api'],
  ['http://example.com', 'http://example.com'],
  ['localhost:8080', 'http://localhost:8080'],
  ['127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['http://регистрация.example/', 'http://xn--80aafgcpdx4ah0b2f.example'],
])('%s', (typed, expected) => {
  const server = normaliseServer(typed);
  expect(server?.replace(/xn--[a-z0-9]+/, 'xn--*')).toBe(expected.replace(/xn--[a-z0-9]+/, 'xn--*'));
});

test.each([
  '',
  '   ',
  'ftp://example.com',
  'javascript:alert(1)',
  'file:///etc',
  'two words',
  'https://',
  'https://me:pw@example.com',
])('refused: %s', (typed) => {
  expect(normaliseServer(typed)).toBeNull();
});

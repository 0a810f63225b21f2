/** Hostile texts: nobody's address, number or secret is left, and what a helper needs stays. */
import { expect, test } from 'vitest';
import { describeFault, describePlace, faultSchema } from '../../../shared/health/fault.ts';
import { redactField, redactText, redactTyped } from '../../../shared/health/redact.ts';
import { describeSettings, STATION_TEXTS } from '../../../shared/health/settings.ts';

test.each([
  ['anna@example.org', 'anna'],
  ['Anna.K+badge@mail.example.org,', 'Anna'],
  ['<иван@пример.рф>', 'иван'],
  ['anna%40example.org', 'anna'],
  ['ivan\u200b@example.org', 'ivan'],
  ['+7 916 123-45-67', '916'],
  ['8(916)1234567', '916'],
  ['8.916.123.45.67', '916'],
  ['٠١٢٣٤٥٦٧٨٩', '٣'],
  ['916 123 45 67 at 2026-11-22 10:00:00', '916'],
  ['2026-11-22 9161234567', '916'],
  ['https://anna:secret@desk.example.org/a?token=abcdef#frag', 'secret'],
  ['http://desk.example.org/?hash=abcdef', 'abcdef'],
  ['hash Ab3dE5gH7jK9mN1p', 'Ab3dE5'],
  ['3f2a9c81-77de-4b1c-9a51-0c9e5b7d2f10', '77de'],
])('%s', (text, secret) => {
  expect(redactText(text)).not.toContain(secret);
});

test.each([
  '2026-11-22T16:23:16.123Z  warn  connection  state=offline  code=unreachable',
  'epoch=283374\n2026-11-22T16:23:16Z  info  closed',
  'index-Bx1Kq9aZ.js:12:34567',
  'Chrome 142.0, Node 20.20.2, linux 6.18.44 x64',
  'сервер пишет 2026-11-22 19:56:40',
])('%s stays', (text) => {
  expect(redactText(text)).toBe(text);
});

test('letters of other scripts have no business in the log', () => {
  expect(redactField('the template Иванов Пётр, 王小明')).not.toMatch(/Иванов|Пётр|王/);
  expect(redactField('the list of printers could not be read')).toBe('the list of printers could not be read');
});

test.each([
  'Иванов Пётр',
  'Иванова П. С.',
  'А. Б. Петров',
  'Ivan Petrov',
  'Anna O’Neill-Smith',
  'пароль 12345',
  'abcdefghijklmnopqrstuvwxy',
])('what is typed: %s', (text) => {
  const left = redactTyped(`Не вышел бейдж: ${text}, дважды.`);
  expect(left).toMatch(/^Не вышел бейдж: .*, дважды\.$/);
  for (const word of text.match(/\p{L}{4,}|\d+/gu) ?? []) if (word !== 'пароль') expect(left).not.toContain(word);
});

test('a fault is its name, its code and files: no message, also one that looks like a place, no folder', () => {
  const error = Object.assign(new RangeError('Ivan Petrov\n    at ivan (/Users/ivan/people.js:1:2)'), {
    code: 'ENOSPC',
  });
  error.stack = `RangeError: ${error.message}\n    at openVault (file:///home/ivan/desk/vault.js:12:3)\n    at C:\\Users\\Ivan\\main.js:4:5`;
  const fault = describeFault(error);
  expect(fault).toEqual({ name: 'RangeError', code: 'ENOSPC', at: ['openVault (vault.js:12:3)', 'main.js:4:5'] });
  expect(faultSchema.parse({ where: 'page', ...fault })).toMatchObject(fault);
  expect(describeFault(Object.assign(new Error('x'), { name: 'Ivan Petrov', code: 'ivan@example.org' }))).toMatchObject(
    {
      name: 'Error',
      code: null,
    },
  );
  expect(describeFault('Ivan')).toEqual({ name: 'string', code: null, at: [] });
  expect(describePlace('http://127.0.0.1:4000/assets/engine.worker-a1.js?who=ivan', 3, 7)).toEqual([]);
  expect(describePlace('http://127.0.0.1:4000/assets/engine.worker-a1.js', 3, 7)).toEqual(['engine.worker-a1.js:3:7']);
});

test('of settings, texts that a person has typed are only their length', () => {
  const settings = {
    encoding: 'form',
    nomail: true,
    schedule: [1, 2],
    scanner: { prefix: 'ivan', endKey: 'tab' },
    part: null,
  };
  expect(describeSettings('settings', settings, STATION_TEXTS)).toEqual([
    'settings.encoding: form',
    'settings.nomail: true',
    'settings.schedule: 2',
    'settings.scanner.prefix: (4)',
    'settings.scanner.endKey: tab',
    'settings.part: -',
  ]);
});

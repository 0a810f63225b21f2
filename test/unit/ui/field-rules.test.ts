import { describe, expect, it } from 'vitest';
import {
  checkField,
  listFormFields,
  readTyped,
  showTyped,
  type FormField,
} from '../../../renderer/ui/state/field-rules.ts';

const field = (rules: Partial<FormField> = {}): FormField => ({ name: 'X', type: 'string', required: false, ...rules });

describe('the form made from the event', () => {
  it('has the known fields first, the others in the order of the event', () => {
    const names = listFormFields({
      Size: { type: 'string' },
      Email: { type: 'string' },
      Company: { type: 'string' },
      FirstName: { type: 'string' },
      LastName: { type: 'string' },
      Age: { type: 'integer' },
    }).map((one) => one.name);
    expect(names).toEqual(['LastName', 'FirstName', 'Company', 'Email', 'Size', 'Age']);
  });
  it('always asks for a surname and a name, and for what the server demands', () => {
    const fields = listFormFields({
      LastName: { type: 'string', required: false },
      Company: { type: 'string', required: true },
    });
    expect(fields.filter((one) => one.required).map((one) => one.name)).toEqual(['LastName', 'FirstName', 'Company']);
  });
  it('has the fields of RUNET-ID before the table has come', () => expect(listFormFields({})).toHaveLength(7));
  it('offers no field for what the desk sets itself', () =>
    expect(
      listFormFields({ Visible: { type: 'boolean' }, Statuses: { type: 'string' } }).map((one) => one.name),
    ).toEqual(['LastName', 'FirstName']));
});

describe('a typed value', () => {
  it('may be missing only where it is not required', () => {
    expect(checkField(field(), ' ')).toBeNull();
    expect(checkField(field({ required: true }), ' ')).toBe('required');
  });
  it('fits the pattern of the server, anywhere in the text', () => {
    expect(checkField(field({ pattern: '^[0-9]{4}$' }), '1234')).toBeNull();
    expect(checkField(field({ pattern: '^[0-9]{4}$' }), '12345')).toBe('pattern');
    expect(checkField(field({ pattern: '[0-9]' }), 'a1b')).toBeNull();
  });
  it('is not stopped by a pattern that cannot be read', () => {
    expect(checkField(field({ pattern: '([' }), 'x')).toBeNull();
    expect(checkField(field({ pattern: '^\\-a$' }), '-a')).toBeNull(); // wrong in the strict dialect only
  });
  it.each([
    ['email', 'anna@example.org', 'anna@example', 'email'],
    ['uri', 'https://example.org/a', 'example.org', 'uri'],
    ['date-time', '2026-11-22 10:30:00', '2026-13-45', 'dateTime'],
    ['date-time', '2026-11-22T10:30:00+03:00', '22.11.2026', 'dateTime'],
  ])('has the format %s', (format, right, wrong, problem) => {
    expect(checkField(field({ format }), right)).toBeNull();
    expect(checkField(field({ format }), wrong)).toBe(problem);
  });
  it('is a number where one is due', () => {
    expect(checkField(field({ type: 'integer' }), '-42')).toBeNull();
    expect(checkField(field({ type: 'integer' }), '4.2')).toBe('integer');
    expect(checkField(field({ type: 'number' }), '4,2')).toBeNull();
    expect(checkField(field({ type: 'number' }), 'four')).toBe('number');
  });
  it('is not longer than the desk can keep', () => expect(checkField(field(), 'я'.repeat(4001))).toBe('long'));
  it('becomes a value of the type of the field', () => {
    expect(readTyped(field(), '  Анна ')).toBe('Анна');
    expect(readTyped(field({ type: 'integer' }), ' 42 ')).toBe(42);
    expect(readTyped(field({ type: 'number' }), '4,2')).toBe(4.2);
    expect(readTyped(field({ type: 'boolean' }), true)).toBe(true);
    expect(readTyped(field({ type: 'integer' }), '')).toBe('');
  });
  it('is shown as it will be typed', () => {
    expect(showTyped(field(), undefined)).toBe('');
    expect(showTyped(field({ type: 'integer' }), 42)).toBe('42');
    expect(showTyped(field({ type: 'boolean' }), undefined)).toBe(false);
    expect(showTyped(field({ type: 'boolean' }), true)).toBe(true);
  });
});

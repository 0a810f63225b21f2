/**
 * The form that the event's fields make (`/participants/fields`: type, pattern, format, required): which fields, in which
 * order, how a typed text becomes a value, and what is wrong with it.
 */
import { MAX_FIELD_LENGTH, type Scalar } from '../../../shared/ruvents/rows.ts';
import type { Field, Fields } from '../../../shared/ruvents/tables.ts';

export interface FormField extends Field {
  readonly name: string;
  readonly required: boolean;
}

export type FieldProblem = 'required' | 'pattern' | 'email' | 'uri' | 'dateTime' | 'integer' | 'number' | 'long';

/** What an input holds: a checkbox a boolean, any other a text. */
export type Typed = string | boolean;

const FIRST_FIELDS = ['LastName', 'FirstName', 'FatherName', 'Company', 'Position', 'Email', 'Phone'];
/** Without these a person can be neither found nor named on a badge, whatever the server demands. */
const ALWAYS_REQUIRED = new Set(['LastName', 'FirstName']);

/** The event's fields in the order of the form. Before the table has come: the fields that RUNET-ID always has. */
export function listFormFields(fields: Fields): readonly FormField[] {
  const known: Fields = Object.keys(fields).length > 0 ? fields : knownWithoutTable();
  const all: Fields = { LastName: { type: 'string' }, FirstName: { type: 'string' }, ...known };
  const names = [...FIRST_FIELDS.filter((name) => name in all), ...Object.keys(all).filter(isOther)];
  return names.map((name) => {
    const field = all[name] ?? { type: 'string' };
    return { ...field, name, required: field.required === true || ALWAYS_REQUIRED.has(name) };
  });
}

/**
 * The form of a new participant. Where walk-ins without an email get an address of their own (settings), an empty one is right
 * even if the server demands one.
 */
export function listNewFields(fields: Fields, nomail: boolean): readonly FormField[] {
  return listFormFields(fields).map((field) =>
    nomail && field.name === 'Email' ? { ...field, required: false } : field,
  );
}

function isOther(name: string): boolean {
  return !FIRST_FIELDS.includes(name) && name !== 'Statuses' && name !== 'Visible';
}

function knownWithoutTable(): Fields {
  return Object.fromEntries(FIRST_FIELDS.map((name) => [name, { type: 'string' as const }]));
}

/** @returns what is wrong, or null. An empty field that is not required is right. */
export function checkField(field: FormField, typed: Typed): FieldProblem | null {
  if (typeof typed === 'boolean') return null;
  const text = typed.trim();
  if (text === '') return field.required ? 'required' : null;
  if (text.length > MAX_FIELD_LENGTH) return 'long';
  if (field.type === 'integer' && !/^[+-]?\d{1,15}$/.test(text)) return 'integer';
  if (field.type === 'number' && !Number.isFinite(Number(text.replace(',', '.')))) return 'number';
  return checkFormat(field.format, text) ?? (fitsPattern(field.pattern, text) ? null : 'pattern');
}

function checkFormat(format: string | undefined, text: string): FieldProblem | null {
  switch (format) {
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text) ? null : 'email';
    case 'uri':
      return /^[a-z][a-z0-9+.-]*:\S+$/i.test(text) ? null : 'uri';
    case 'date-time':
      return isDateTime(text) ? null : 'dateTime';
    default:
      return null; // a format that the document does not have demands nothing
  }
}

function isDateTime(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !isNaN(Date.parse(text))
  );
}

/** A pattern that this browser cannot read demands nothing here: the server says what it thinks of the value. */
function fitsPattern(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === '') return true;
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(text);
    } catch {
      continue; // written for another dialect of regular expressions: the next reading is looser
    }
  }
  return true;
}

/** The value to record for what was typed; the field has been checked. A field is cleared with an empty text. */
export function readTyped(field: FormField, typed: Typed): Scalar {
  if (typeof typed === 'boolean') return typed;
  const text = typed.trim();
  if (text === '') return '';
  return field.type === 'integer' || field.type === 'number' ? Number(text.replace(',', '.')) : text;
}

/** What an input shows for a value that is there. */
export function showTyped(field: FormField, value: Scalar | undefined): Typed {
  if (field.type === 'boolean') return value === true || value === 'true' || value === 1;
  return value === undefined ? '' : String(value);
}

/** The values of a form about a new person. Nothing was typed, nothing is said; a box that is not ticked says nothing either. */
export function readFields(
  fields: readonly FormField[],
  values: Readonly<Record<string, Typed>>,
): Record<string, Scalar> {
  const read = fields.map((field) => [field.name, readTyped(field, values[field.name] ?? '')] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== '' && value !== false));
}

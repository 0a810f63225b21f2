/**
 * What a scanner typed is taken out again: before each key the field that will get it is remembered, and when the keys turn out to
 * be a scanner's, every field that they touched is put back, value and selection, by the same event by which a person's typing
 * is heard.
 */
import type { Place } from '../../../shared/scan/taking.ts';
import { isEditable, isSearchBox, readSearchBox } from './focus.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

interface FieldState {
  readonly field: TextField;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

export interface BeforeKey {
  readonly focused: HTMLElement | null;
  readonly place: Place;
  readonly fields: readonly FieldState[];
}

/** How things stand before a key that goes to `target`; a key that nothing writes goes on to the search box. */
export function rememberFields(target: EventTarget | null): BeforeKey {
  const focused = target instanceof HTMLElement ? target : null;
  const fields = [focused, readSearchBox()].filter((one) => isTextField(one));
  return { focused, place: findPlace(focused), fields: [...new Set(fields)].map(readField) };
}

/** @param keys of the burst, the first one first */
export function putFieldsBack(keys: readonly BeforeKey[]): void {
  const first = new Map<TextField, FieldState>();
  for (const key of keys) for (const state of key.fields) if (!first.has(state.field)) first.set(state.field, state);
  for (const state of first.values()) putBack(state);
  const focused = keys[0]?.focused;
  if (focused === null || focused === undefined || !focused.isConnected) return;
  if (document.activeElement !== focused) focused.focus({ preventScroll: true });
}

function findPlace(focused: HTMLElement | null): Place {
  if (focused === null || !isEditable(focused)) return 'none';
  if (isSearchBox(focused)) return 'search';
  if (focused instanceof HTMLSelectElement) return 'select';
  return focused instanceof HTMLInputElement && focused.type === 'password' ? 'password' : 'field';
}

function isTextField(element: HTMLElement | null): element is TextField {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && isEditable(element));
}

function readField(field: TextField): FieldState {
  // Of a number or an email there is no selection to read.
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

function putBack({ field, value, start, end }: FieldState): void {
  if (!field.isConnected) return;
  // What a number's field cannot read is shown in it, and its value is empty all the same.
  if (field.value !== value || field.validity.badInput) writeField(field, value);
  if (start !== null && end !== null && document.activeElement === field) field.setSelectionRange(start, end);
}

/** As if a person had typed it: React hears a value that is set past its own setter. */
export function writeField(field: TextField, value: string): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Reflect.set(kind.prototype, 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What typing into a list of choices does: the next one that begins so is chosen. */
export function typeAhead(select: HTMLSelectElement, text: string): void {
  const wanted = text.toLowerCase();
  const options = [...select.options];
  const from = select.selectedIndex + (wanted.length === 1 ? 1 : 0);
  const rotated = [...options.slice(from), ...options.slice(0, from)];
  const found = rotated.find((option) => !option.disabled && option.text.trim().toLowerCase().startsWith(wanted));
  if (found === undefined || found.index === select.selectedIndex || select.disabled) return;
  Reflect.set(HTMLSelectElement.prototype, 'value', found.value, select);
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** A half-filled form that a scan has put aside: its values wait, in memory only, until somebody returns to it or throws it away. */
import { create } from 'zustand';
import type { Operation } from '../../../shared/operations/operation.ts';
import type { PartStatusInput } from '../../engine/api.ts';
import type { Typed } from './field-rules.ts';

export interface KeptForm {
  readonly id: number;
  /** The registration that is being put right; null: a new participant. */
  readonly corrects: Operation | null;
  readonly values: Readonly<Record<string, Typed>>;
  /** Null: those that are preselected. */
  readonly statuses: readonly PartStatusInput[] | null;
}
type Half = Omit<KeptForm, 'id'>;

export const useKeptForms = create<{ readonly forms: readonly KeptForm[] }>()(() => ({ forms: [] }));

let readOpen: (() => Half | null) | null = null;
let last = 0;

/** The form on the screen says what is in it; null: nothing that would be lost. @returns a function that ends it */
export function holdForm(read: () => Half | null): () => void {
  readOpen = read;
  return () => {
    if (readOpen === read) readOpen = null;
  };
}

/** Puts what is typed into the open form aside, if there is any. */
export function keepOpenForm(): void {
  const half = readOpen?.() ?? null;
  if (half === null) return;
  last += 1;
  useKeptForms.setState(({ forms }) => ({ forms: [...forms, { ...half, id: last }] }));
}

export function dropKept(id: number): void {
  useKeptForms.setState(({ forms }) => ({ forms: forms.filter((form) => form.id !== id) }));
}

export function clearKept(): void {
  useKeptForms.setState({ forms: [] });
}

/** Something was typed that the form did not begin with. */
export function isTypedOver(values: Readonly<Record<string, Typed>>, began: Readonly<Record<string, Typed>>): boolean {
  return Object.entries(values).some(([name, value]) => {
    const before = began[name] ?? (typeof value === 'boolean' ? false : '');
    return typeof value === 'string' ? value.trim() !== String(before).trim() : value !== before;
  });
}

/** Whose form it is, as far as it says. */
export function nameKept({ values }: KeptForm): string {
  return [values['LastName'], values['FirstName'], values['Email']]
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    .slice(0, 2)
    .join(' ');
}

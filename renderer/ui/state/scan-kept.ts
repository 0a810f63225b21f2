/** A half-filled form that something else took the place of (a scan, a key): its values wait, in memory only, until somebody returns to it or throws it away. */
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
/** What is in a form. */
export type HalfForm = Omit<KeptForm, 'id'>;

export const useKeptForms = create<{ readonly forms: readonly KeptForm[] }>()(() => ({ forms: [] }));

/** The form on the screen, as this file knows it. */
interface OpenForm {
  readonly read: () => HalfForm | null;
  /** The form as it was put aside. */
  keptAs: number | null;
}

export interface HeldForm {
  /** It was sent or cancelled: nothing of it waits any more. */
  done(): void;
  /** Something else takes its place: what is in it waits. */
  leave(): void;
}

let open: OpenForm | null = null;
let last = 0;

/** The form on the screen says what is in it; null: nothing that would be lost. */
export function holdForm(read: () => HalfForm | null): HeldForm {
  const form: OpenForm = { read, keptAs: null };
  open = form;
  return {
    done() {
      if (open === form) open = null;
      if (form.keptAs !== null) dropKept(form.keptAs);
    },
    leave() {
      if (open !== form) return;
      keepOpenForm();
      open = null;
    },
  };
}

/** Puts what is typed into the open form aside, if there is any; in place of what was put aside of it before. */
export function keepOpenForm(): void {
  const half = open?.read() ?? null;
  if (open === null || half === null) return;
  const id = open.keptAs ?? (last += 1);
  open.keptAs = id;
  useKeptForms.setState(({ forms }) => ({ forms: [...forms.filter((form) => form.id !== id), { ...half, id }] }));
}

export function dropKept(id: number): void {
  useKeptForms.setState(({ forms }) => ({ forms: forms.filter((form) => form.id !== id) }));
}

export function clearKept(): void {
  open = null;
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

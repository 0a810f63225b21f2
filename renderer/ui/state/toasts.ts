/** Short messages about what was just done; a change can be undone from there while its five seconds run. */
import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'problem';
  readonly text: string;
  /** Operations that "Undo" takes back; empty = nothing to undo. */
  readonly undo: readonly string[];
}

const SHOWN_MS = { done: 5000, problem: 10_000 } as const;
const MOST = 4;

export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));

let last = 0;

export function showToast(tone: Toast['tone'], text: string, undo: readonly string[] = []): void {
  last += 1;
  const id = last;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id, tone, text, undo }].slice(-MOST) }));
  setTimeout(() => dropToast(id), SHOWN_MS[tone]);
}

export function dropToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** These operations can no longer be undone from a toast. */
export function dropUndoOf(operationIds: ReadonlySet<string>): void {
  const isMeant = (toast: Toast): boolean => toast.undo.some((id) => operationIds.has(id));
  if (useToasts.getState().toasts.some(isMeant))
    useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => !isMeant(toast)) }));
}

/** The newest change that can still be undone from a toast. */
export function findUndoable(): Toast | null {
  return useToasts.getState().toasts.findLast((toast) => toast.undo.length > 0) ?? null;
}

import { useEffect } from 'react';
import { closeCamera, toggleCamera, useCamera } from '../state/camera.ts';
import { undoLast } from '../state/commands.ts';
import {
  afterOpening,
  closePanel,
  openAttention,
  openCreate,
  openNth,
  openRunet,
  openSync,
  setFilters,
  setQuery,
  useDesk,
} from '../state/desk.ts';
import { showDialog } from '../state/dialogs.ts';
import { hasFilters, NO_FILTERS } from '../state/filters.ts';
import { focusSearch, isEditable, isSearchBox } from '../state/focus.ts';
import { printShown, reprintLast } from '../state/jobs.ts';
import { useStation } from '../state/station.ts';

/** The keys of the desk, wherever the focus is; a dialog keeps them all to itself. */
export function useDeskKeys(): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const menu = document.querySelector<HTMLElement>('[popover]:popover-open');
      if (menu !== null && event.key === 'Escape') event.preventDefault();
      menu?.hidePopover();
      if (menu !== null && event.key === 'Escape') return;
      const action = findAction(event);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', handle);
    // A key that writes, pressed while nothing is being written: it is the next search.
    window.addEventListener('keydown', catchTyping);
    return () => {
      window.removeEventListener('keydown', handle);
      window.removeEventListener('keydown', catchTyping);
    };
  }, []);
}

type Action = () => void;

const FUNCTION_KEYS: Readonly<Record<string, Action>> = {
  F1: () => showDialog({ kind: 'keys' }),
  F2: openCreate,
  Insert: openCreate,
  F3: () => {
    if (useStation.getState().connection?.state === 'online') openRunet();
  },
  F4: () => void afterOpening(() => focusFirst('[data-status-select]')),
  F6: openSync,
  F7: openAttention,
  F8: () => void reprintLast(),
  F9: () => void afterOpening(() => focusFirst('.profile input')),
  F10: toggleCamera,
};

/** By the physical key, so that a Russian layout does not matter. */
const CONTROL_KEYS: Readonly<Record<string, Action>> = {
  KeyP: () =>
    void afterOpening(() => {
      const { view, gone } = useDesk.getState();
      if (view !== null && !gone) void printShown(view);
    }),
  KeyS: () => void afterOpening(() => document.querySelector<HTMLButtonElement>('[data-save]')?.click()),
};

function findAction(event: KeyboardEvent): Action | null {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && !control) {
    // Not the numpad: scanners and people write signs by Alt and digits of the numpad.
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    return digit === undefined ? null : () => void openNth(Number(digit));
  }
  if (control) {
    if (event.code === 'KeyZ') return findUndo(event);
    return event.altKey || event.shiftKey ? null : (CONTROL_KEYS[event.code] ?? null);
  }
  if (event.key === 'Escape') return () => escape(event);
  return FUNCTION_KEYS[event.key] ?? null;
}

/** In a field that is being edited, Ctrl+Z is the field's own. */
function findUndo(event: KeyboardEvent): Action | null {
  if (event.shiftKey || (isEditable(event.target) && !isSearchBox(event.target))) return null;
  return undoLast() ? () => undefined : null;
}

/** Step by step out of what one is in: to the search; then clear it; then the filters; then the camera; then close what is open (never a half-filled form). */
function escape(event: KeyboardEvent): void {
  const { query, filters, panel } = useDesk.getState();
  if (!isSearchBox(event.target)) focusSearch();
  else if (query !== '') setQuery('');
  else if (hasFilters(filters)) setFilters(NO_FILTERS);
  else if (useCamera.getState().open) closeCamera();
  else if (panel.kind !== 'create' && panel.kind !== 'correct') closePanel();
}

function focusFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

function catchTyping(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return;
  const onButton = event.target instanceof HTMLElement && event.target.closest('button, summary, a, input') !== null;
  if (event.key.length !== 1 || (event.key === ' ' && onButton)) return;
  focusSearch(); // the key itself then arrives in the box
}

import { useEffect } from 'react';
import { isEditable } from '../state/focus.ts';
import { save } from './acts.ts';
import { redo, select, selectAll, undo } from './state/design.ts';
import { moveSelected, orderSelected, removeSelected } from './state/edits.ts';
import { stepZoom } from './state/zoom.ts';
import { change, copy, cut, duplicate, paste, readDesign, setZoom, useDesigner } from './store.ts';

/** Keys of the canvas, by where they are on the keyboard: they are the same under every layout. */
export function useDesignerKeys(): void {
  useEffect(() => {
    const handle = (event: KeyboardEvent): void => {
      const dialogs = document.querySelectorAll('dialog[open]');
      const own = dialogs.length === 1 && dialogs[0]?.hasAttribute('data-designer') === true;
      if (event.defaultPrevented || event.isComposing || !own) return;
      if (event.key === 'Escape') event.preventDefault(); // it would close what covers the desk
      if (readDesign() === null) return;
      const action = findAction(event);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

type Action = () => void;

const ALWAYS: Readonly<Record<string, Action>> = {
  KeyS: () => void save(),
  KeyZ: () => change(undo),
  KeyY: () => change(redo),
  Equal: () => zoomBy(1),
  NumpadAdd: () => zoomBy(1),
  Minus: () => zoomBy(-1),
  NumpadSubtract: () => zoomBy(-1),
  Digit0: () => setZoom(null),
  Digit1: () => setZoom(1),
};

/** Where letters are typed these are the field's own. */
const OUTSIDE_FIELDS: Readonly<Record<string, Action>> = {
  KeyA: () => change(selectAll),
  KeyC: copy,
  KeyX: cut,
  KeyV: paste,
  KeyD: duplicate,
  BracketRight: () => change((design) => orderSelected(design, 'up')),
  BracketLeft: () => change((design) => orderSelected(design, 'down')),
};

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function findAction(event: KeyboardEvent): Action | null {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.code === 'KeyZ' && event.shiftKey) return () => change(redo);
  if (control && !event.altKey && ALWAYS[event.code] !== undefined) return ALWAYS[event.code] ?? null;
  if (takesKeys(event.target)) return null;
  if (control) return event.altKey || event.shiftKey ? null : (OUTSIDE_FIELDS[event.code] ?? null);
  const arrow = ARROWS[event.code];
  if (arrow !== undefined) {
    const step = event.shiftKey ? 5 : event.altKey ? 0.1 : 0.5;
    return () => change((design) => moveSelected(design, { x: arrow.x * step, y: arrow.y * step }, `arrow ${step}`));
  }
  if (event.code === 'Delete' || event.code === 'Backspace') return () => change(removeSelected);
  if (event.key === 'Escape') return () => change((design) => select(design, []));
  return null;
}

/** A field in which arrows and letters mean something. */
function takesKeys(target: EventTarget | null): boolean {
  return isEditable(target) || (target instanceof HTMLElement && target.closest('select, [role="menu"]') !== null);
}

export function zoomBy(direction: 1 | -1): void {
  const { zoom, fit } = useDesigner.getState();
  setZoom(stepZoom(zoom ?? fit, direction));
}

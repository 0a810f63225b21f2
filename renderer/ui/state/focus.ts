/** The search box has the focus whenever nothing else needs it: this file knows where it is. */
let searchBox: HTMLInputElement | null = null;

export function holdSearchBox(element: HTMLInputElement | null): void {
  searchBox = element;
}

/** Gives the search box the focus, its text selected so that the next name replaces it. An open dialog keeps the focus. */
export function focusSearch(): void {
  if (searchBox === null || document.querySelector('dialog[open]') !== null) return;
  searchBox.focus();
  searchBox.select();
}

/** Gives the search box the focus and leaves the caret behind what stands there: the next key goes on with it. */
export function goOnTyping(): void {
  searchBox?.focus();
}

/** @returns whether the keyboard writes into this element. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

export function readSearchBox(): HTMLInputElement | null {
  return searchBox;
}

export function isSearchBox(target: EventTarget | null): boolean {
  return target !== null && target === searchBox;
}

/**
 * A form takes the focus when it appears, and never again. At once, not by react-hook-form's `setFocus`: that one waits a moment, in
 * which somebody quick may have gone to another field, and would be taken out of it.
 */
export function focusOnce(form: HTMLFormElement | null, name: string): void {
  if (form === null || form.dataset.focused !== undefined) return;
  form.dataset.focused = '';
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

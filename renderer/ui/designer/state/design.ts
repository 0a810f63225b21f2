/**
 * A template that is being designed. Pure: each function gives the next state, and the store (store.ts) holds it.
 *
 * Invariants: the template can be laid out after each change (outlines lie on the page, ids are unique); the selection names
 * only elements of the side that is shown.
 */
import type { BadgeElement, BadgeTemplate } from '../../../../shared/badge/template.ts';
import { outlineOf } from '../../../../shared/badge/template-rules.ts';
import { keepOnPage, roundArea, turnArea, type Area, type Size } from './geometry.ts';
import { pushChange, redoChange, sealChange, startHistory, undoChange, type History } from './history.ts';

export type Side = 'front' | 'back';

export interface Design {
  readonly history: History<BadgeTemplate>;
  readonly side: Side;
  readonly selected: readonly string[];
  /** The state in which nothing would be lost: as it is kept by the host, or as it was begun. Null: there is none. */
  readonly saved: BadgeTemplate | null;
}

/** @param settled nothing is lost when it is left as it is: it is kept, or can be begun again */
export function startDesign(template: BadgeTemplate, settled: boolean): Design {
  return { history: startHistory(template), side: 'front', selected: [], saved: settled ? template : null };
}

export function templateOf(design: Design): BadgeTemplate {
  return design.history.present;
}

export function isChanged(design: Design): boolean {
  return design.saved !== design.history.present;
}

export function markSaved(design: Design, template: BadgeTemplate): Design {
  return { ...design, saved: template, history: sealChange(design.history) };
}

/** Of the side that is shown; the first is the lowest. */
export function listElements(design: Design): readonly BadgeElement[] {
  return templateOf(design)[design.side] ?? [];
}

export function listSelected(design: Design): readonly BadgeElement[] {
  return listElements(design).filter(({ id }) => design.selected.includes(id));
}

/** What the pointer and the arrows may move. */
export function listMovable(design: Design): readonly BadgeElement[] {
  return listSelected(design).filter((element) => !element.locked);
}

/** Changes the template. Changes in a row with the same `mark` are one step of undo. */
export function changeTemplate(
  design: Design,
  change: (template: BadgeTemplate) => BadgeTemplate,
  mark: string | null = null,
): Design {
  const template = change(templateOf(design));
  return tidy({ ...design, history: pushChange(design.history, template, mark) });
}

/** Changes the elements of the side that is shown. */
export function changeElements(
  design: Design,
  change: (elements: readonly BadgeElement[]) => readonly BadgeElement[],
  mark: string | null = null,
): Design {
  const before = listElements(design);
  const after = change(before);
  const same = before.length === after.length && before.every((element, index) => element === after[index]);
  return same ? design : changeTemplate(design, (template) => ({ ...template, [design.side]: [...after] }), mark);
}

export function undo(design: Design): Design {
  return tidy({ ...design, history: undoChange(design.history) });
}

export function redo(design: Design): Design {
  return tidy({ ...design, history: redoChange(design.history) });
}

export function seal(design: Design): Design {
  return { ...design, history: sealChange(design.history) };
}

export function select(design: Design, ids: readonly string[]): Design {
  const present = listElements(design).filter(({ id }) => ids.includes(id));
  return { ...seal(design), selected: present.map(({ id }) => id) };
}

export function toggleSelected(design: Design, id: string): Design {
  const without = design.selected.filter((other) => other !== id);
  return select(design, without.length < design.selected.length ? without : [...design.selected, id]);
}

export function selectAll(design: Design): Design {
  return select(
    design,
    listElements(design)
      .filter(({ locked, hidden }) => !locked && !hidden)
      .map(({ id }) => id),
  );
}

export function showSide(design: Design, side: Side): Design {
  return { ...seal(design), side: side === 'back' && templateOf(design).back === null ? 'front' : side, selected: [] };
}

export function addBack(design: Design): Design {
  const added = changeTemplate(design, (template) => ({ ...template, back: template.back ?? [] }));
  return { ...added, side: 'back', selected: [] };
}

export function removeBack(design: Design): Design {
  return changeTemplate(design, (template) => ({ ...template, back: null }));
}

/** After an undo the side may be gone, and what was selected too. */
function tidy(design: Design): Design {
  const side = design.side === 'back' && templateOf(design).back === null ? 'front' : design.side;
  const ids = new Set((templateOf(design)[side] ?? []).map(({ id }) => id));
  const selected = design.selected.filter((id) => ids.has(id));
  return { ...design, side, selected: selected.length === design.selected.length ? design.selected : selected };
}

/** Puts an element where its outline is to be, as far as the page reaches. */
export function placeElement<T extends BadgeElement>(element: T, outline: Area, page: Size): T {
  const placed = turnArea(keepOnPage(roundArea(outline), page), element.turn);
  const { box } = element;
  const same = box.x === placed.x && box.y === placed.y && box.width === placed.width && box.height === placed.height;
  return same ? element : { ...element, box: { ...placed } };
}

export { outlineOf };

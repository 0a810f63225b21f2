import type { BadgeElement, ElementOf } from '../../../../shared/badge/template.ts';
import { patchElements } from '../state/edits.ts';
import { change } from '../store.ts';

/** Sets some properties of one element. `mark`: typing into one field is one step of undo. */
export function patchElement<K extends BadgeElement['kind']>(
  element: ElementOf<K>,
  some: Partial<ElementOf<K>>,
  mark: string | null = null,
): void {
  change((design) =>
    patchElements(
      design,
      [element.id],
      (one) => (one.kind === element.kind ? { ...one, ...some } : one),
      mark === null ? null : `${mark} ${element.id}`,
    ),
  );
}

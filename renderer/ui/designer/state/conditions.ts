/** Conditions of elements: by the titles of statuses, parts and products, or by a field. */
import type { Condition } from '../../../../shared/badge/template.ts';

export const KINDS_OF_CONDITION = ['status', 'part', 'product', 'field'] as const;
export type TitledCondition = Exclude<Condition, { kind: 'field' }>;

export function newCondition(kind: Condition['kind']): Condition {
  return kind === 'field' ? { kind, field: 'company', present: true } : { kind, titles: [], not: false };
}

/** Titles are compared without case: the same one twice says nothing more. */
export function addTitle(condition: TitledCondition, title: string): TitledCondition {
  const added = title.trim().slice(0, 200);
  const known = condition.titles.some((one) => one.toLowerCase() === added.toLowerCase());
  return added === '' || known || condition.titles.length >= 50
    ? condition
    : { ...condition, titles: [...condition.titles, added] };
}

export function removeTitle(condition: TitledCondition, title: string): TitledCondition {
  return { ...condition, titles: condition.titles.filter((one) => one !== title) };
}

/**
 * Whether what stands in the field now was taken from the list below it. What is typed may only be the beginning of a longer title
 * ("Speaker" of "Speaker online"), so it is taken when the person has finished.
 * @param inputType of the input event; a browser that has no word for a choice of the list gives none
 */
export function isFromList(text: string, titles: readonly string[], inputType: string | undefined): boolean {
  return (
    titles.includes(text) && (inputType === undefined || inputType === '' || inputType === 'insertReplacementText')
  );
}

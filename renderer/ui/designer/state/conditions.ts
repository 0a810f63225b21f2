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

/** What waits for a person's decision. */
import { create } from 'zustand';
import type { Operator } from '../../../shared/ruvents/tables.ts';
import type { AttentionItem, Decision } from '../../engine/api.ts';
import i18next from 'i18next';
import { command } from './commands.ts';
import { showToast } from './toasts.ts';

/** `items` is null until the engine has told it. */
export const useAttention = create<{ readonly items: readonly AttentionItem[] | null }>()(() => ({ items: null }));

export function acceptAttention(items: readonly AttentionItem[]): void {
  useAttention.setState({ items });
}

/** An administrator sees all; an operator what they themselves did. */
export function selectOwnItems(items: readonly AttentionItem[], operator: Operator | null): readonly AttentionItem[] {
  if (operator?.Role === 'Admin') return items;
  return items.filter((item) => item.operation.operator.id === operator?.Id);
}

export async function decide(operationId: string, decision: Decision): Promise<void> {
  const done = await command((engine) => engine.decide(operationId, decision));
  if (done !== null) showToast('done', i18next.t('attention.settled'));
}

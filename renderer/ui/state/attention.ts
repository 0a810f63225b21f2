/** What waits for a person's decision. */
import { create } from 'zustand';
import type { FieldValues, Operation, ParticipantKey } from '../../../shared/operations/operation.ts';
import type { Operator } from '../../../shared/ruvents/tables.ts';
import type { AttentionItem, Decision } from '../../engine/api.ts';
import i18next from 'i18next';
import { command } from './commands.ts';
import { dropUndoOf, showToast } from './toasts.ts';

/** `items` is null until the engine has told it. */
export const useAttention = create<{ readonly items: readonly AttentionItem[] | null }>()(() => ({ items: null }));

/** What waits here is settled here: the undo of a moment ago would pass by what the card says and asks. */
export function acceptAttention(items: readonly AttentionItem[]): void {
  dropUndoOf(new Set(items.map((item) => item.operation.id)));
  useAttention.setState({ items });
}

/** An administrator settles all; an operator what they themselves did. */
export function maySettle(operator: Operator | null, operation: Pick<Operation, 'operator'>): boolean {
  return operator !== null && (operator.Role === 'Admin' || operation.operator.id === operator.Id);
}

export function selectOwnItems(items: readonly AttentionItem[], operator: Operator | null): readonly AttentionItem[] {
  return items.filter(({ operation }) => maySettle(operator, operation));
}

/** The registration of a person who is therefore not in the event yet; null when none of theirs waits here. */
export function findRegistration(items: readonly AttentionItem[] | null, key: ParticipantKey): Operation | null {
  const found = items?.find(({ operation: { intent, participant } }) => {
    return participant === key && (intent.kind === 'create' || intent.kind === 'register');
  });
  return found?.operation ?? null;
}

/** Only what was refused, or failed each time, is sent again with other fields. */
export function canCorrect({ intent, state }: Operation): boolean {
  if (state.name !== 'attention' || (intent.kind !== 'create' && intent.kind !== 'register')) return false;
  return ['refused', 'failing', 'exists'].includes(state.reason.why);
}

/** @returns whether it was done; if not, the person has been told */
export async function sendCorrected(operation: Operation, fields: FieldValues, name: string): Promise<boolean> {
  const done = await command((engine) => engine.decide(operation.id, { take: 'corrected', fields }));
  if (done !== null) showToast('done', i18next.t('refused.sentAgain', { name }));
  return done !== null;
}

/** Operations as they stood when a person decided: a second press of the same answer is none. */
const decided = new Set<string>();

export async function decide(operation: Pick<Operation, 'id' | 'changedAt'>, decision: Decision): Promise<void> {
  const asItStood = `${operation.id} ${operation.changedAt}`;
  if (decided.has(asItStood)) return;
  decided.add(asItStood);
  const done = await command((engine) => engine.decide(operation.id, decision));
  if (done !== null) showToast('done', i18next.t('attention.settled'));
  else decided.delete(asItStood);
}

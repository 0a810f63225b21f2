/** What was typed into a person's fields and not saved: kept, in memory only, until they are opened again or somebody signs out. */
import i18next from 'i18next';
import type { ParticipantKey } from '../../../shared/operations/operation.ts';
import type { Typed } from './field-rules.ts';
import { showToast } from './toasts.ts';

export type Draft = Readonly<Record<string, Typed>>;

const drafts = new Map<ParticipantKey, Draft>();

/** An empty draft is none. */
export function keepDraft(key: ParticipantKey, draft: Draft): void {
  if (Object.keys(draft).length === 0) drafts.delete(key);
  else drafts.set(key, draft);
}

export function readDraft(key: ParticipantKey): Draft {
  return drafts.get(key) ?? {};
}

export function clearDrafts(): void {
  drafts.clear();
}

/** Says that a person is being left whose changes have not been saved. */
export function warnOfDraft(key: ParticipantKey, name: string): void {
  if (drafts.has(key)) showToast('problem', i18next.t('participant.leftUnsaved', { name }));
}

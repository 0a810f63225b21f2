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

/**
 * Which fields of an open form follow what is recorded now: all but those that were typed over. What was saved is no draft any
 * more: when the server did not take it, the field shows the server's value again.
 * @param held what the inputs hold @param based what they were filled with, or saved as, last @param shown what is recorded now
 */
export function listFollowing(held: Partial<Draft>, based: Partial<Draft>, shown: Draft): readonly string[] {
  return Object.keys(shown).filter((name) => !(name in based) || held[name] === based[name]);
}

/** Says that a person is being left whose changes have not been saved. */
export function warnOfDraft(key: ParticipantKey, name: string): void {
  if (drafts.has(key)) showToast('problem', i18next.t('participant.leftUnsaved', { name }));
}

/** The one dialog that is open, besides the question about a print job. */
import { create } from 'zustand';
import type { BadgeView, ParticipantView } from '../../../shared/operations/view.ts';
import type { AttentionItem } from '../../engine/api.ts';
import { focusSearch } from './focus.ts';

export type OpenDialog =
  | { readonly kind: 'settings' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'hash' }
  | { readonly kind: 'remove'; readonly view: ParticipantView }
  /** A walk-in that takes other records along. */
  | { readonly kind: 'giveUp'; readonly item: AttentionItem }
  | {
      readonly kind: 'secondBadge';
      readonly view: ParticipantView;
      readonly first: BadgeView;
      /** What was about to be recorded once more. */
      readonly via: 'printed' | 'handedOut' | 'withoutBadge';
    };

export const useDialog = create<{ readonly dialog: OpenDialog | null }>()(() => ({ dialog: null }));

export function showDialog(dialog: OpenDialog): void {
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: null });
  // After React has taken the dialog away.
  requestAnimationFrame(focusSearch);
}

/** The one dialog that is open, besides the question about a print job. */
import { create } from 'zustand';
import type { BadgeView, ParticipantView } from '../../../shared/operations/view.ts';
import type { AttentionItem } from '../../engine/api.ts';
import { focusSearch } from './focus.ts';

export type OpenDialog =
  | { readonly kind: 'settings' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'report' }
  | { readonly kind: 'hash' }
  | { readonly kind: 'recoveryCode' }
  | { readonly kind: 'recover' }
  | { readonly kind: 'handOver' }
  | { readonly kind: 'takeOver' }
  /** The event ends on this station for good. */
  | { readonly kind: 'closeEvent' }
  /** The event is to be left, and not everything has been sent. */
  | { readonly kind: 'leaving' }
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

/** Where a dialog was asked for, when it is a place that keeps the focus: a card or a panel that is worked through. */
let cameFrom: HTMLElement | null = null;

export function showDialog(dialog: OpenDialog): void {
  const active = document.activeElement;
  if (useDialog.getState().dialog === null) {
    cameFrom = active instanceof HTMLElement && active.closest('[data-keeps-focus]') !== null ? active : null;
  }
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: null });
  // After React has taken the dialog away.
  requestAnimationFrame(() => {
    if (cameFrom?.isConnected === true && useDialog.getState().dialog === null) cameFrom.focus();
    else focusSearch();
  });
}

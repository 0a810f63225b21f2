import { useCallback, useEffect, useRef } from 'react';
import { holdForm, type HalfForm, type HeldForm } from '../state/scan-kept.ts';

/**
 * Whatever takes the place of a half-filled form puts it aside.
 * @param read what is in it; null: nothing that would be lost
 * @returns to be called when the form has been sent, or is cancelled
 */
export function useHeldForm(read: () => HalfForm | null): () => void {
  const latest = useRef(read);
  const held = useRef<HeldForm | null>(null);
  useEffect(() => {
    latest.current = read;
  });
  useEffect(() => {
    const form = holdForm(() => latest.current());
    held.current = form;
    return () => form.leave();
  }, []);
  return useCallback(() => held.current?.done(), []);
}

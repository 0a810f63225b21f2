import { useEffect, useRef, type RefObject } from 'react';
import { DigitAnswers } from '../state/digit-answers.ts';
import { isEditable } from '../state/focus.ts';

/**
 * Digits press what is marked `data-digit` inside the element, wherever the focus is in its dialog: each a moment later, so that a
 * number that a scanner types presses nothing.
 */
export function useDigits<T extends HTMLElement = HTMLDivElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    const digits = new DigitAnswers({
      find: (digit) => {
        const target = ref.current?.querySelector<HTMLElement>(`[data-digit="${digit}"]:not(:disabled)`) ?? null;
        return target === null
          ? null
          : () => {
              if (!target.isConnected) return;
              target.focus(); // what the click brings up may take the focus on
              target.click();
            };
      },
      search: () => undefined, // behind a dialog there is no search
    });
    const handle = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return;
      if (event.key === 'Enter') digits.answerNow();
      if (event.key === 'Escape') digits.forget();
      if (digits.take(event.key, event.timeStamp)) event.preventDefault();
    };
    document.addEventListener('keydown', handle);
    return () => {
      document.removeEventListener('keydown', handle);
      digits.forget();
    };
  }, []);
  return ref;
}

import { useEffect, useId, useRef, type ReactNode } from 'react';
import { ScanNoticeStrip } from './scan-strips.tsx';

/**
 * A modal dialog of the browser: it keeps the focus inside, Escape closes it. `data-focus` marks what gets the focus. Whether it
 * closes is for `onClose` to say and for React to do: one that stays is there again even when the browser has closed it.
 */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  readonly wide?: boolean;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    show(dialog);
    return () => dialog?.close();
  }, []);
  const { onClose } = props;
  useEffect(() => {
    // The browser lets `cancel` be prevented only once between two presses of anything else: it is not asked at all. The key is
    // heard wherever the focus is: on what nobody can focus there is none in the dialog.
    const handle = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || ref.current?.open !== true) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, [onClose]);
  return (
    <dialog
      ref={ref}
      className={props.wide === true ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return; // of a chooser of files inside
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        if (event.target !== event.currentTarget || ref.current?.open !== false) return;
        show(ref.current);
        onClose();
      }}
    >
      <h2 id={titleId}>{props.title}</h2>
      <ScanNoticeStrip />
      <div className="dialog-body">{props.children}</div>
      <div className="dialog-actions">{props.actions}</div>
    </dialog>
  );
}

function show(dialog: HTMLDialogElement | null): void {
  dialog?.showModal();
  dialog?.querySelector<HTMLElement>('[data-focus]')?.focus();
}

import { useTranslation } from 'react-i18next';
import { undoOperations } from '../state/commands.ts';
import { focusSearch } from '../state/focus.ts';
import { dropToast, useToasts, type Toast } from '../state/toasts.ts';
import { KeyHint } from './key-hint.tsx';

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} newest={toast === toasts.at(-1)} />
      ))}
    </div>
  );
}

function ToastLine({ toast, newest }: { readonly toast: Toast; readonly newest: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="toast" data-tone={toast.tone}>
      <span>{toast.text}</span>
      {toast.undo.length > 0 && (
        <button
          type="button"
          onClick={() => {
            dropToast(toast.id);
            void undoOperations(toast.undo);
            focusSearch();
          }}
        >
          {t('common.undo')}
          {newest && <KeyHint keys="Ctrl+Z" />}
        </button>
      )}
    </div>
  );
}

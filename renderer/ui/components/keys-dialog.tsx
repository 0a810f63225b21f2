import { useTranslation } from 'react-i18next';
import { closeDialog } from '../state/dialogs.ts';
import { Dialog } from './dialog.tsx';

const KEYS = [
  ['A…Я', 'search'],
  ['↑ ↓', 'move'],
  ['Alt+↓', 'filters'],
  ['Enter', 'open'],
  ['Alt+1…9', 'nth'],
  ['Ctrl+P', 'print'],
  ['F8', 'reprint'],
  ['F2', 'create'],
  ['F3', 'runet'],
  ['F4', 'status'],
  ['F9', 'fields'],
  ['Ctrl+S', 'save'],
  ['Ctrl+Z', 'undo'],
  ['F6', 'sync'],
  ['F7', 'attention'],
  ['F10', 'camera'],
  ['1…9', 'answer'],
  ['Esc', 'escape'],
  ['F1', 'help'],
] as const;

export function KeysDialog() {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('keys.title')}
      onClose={closeDialog}
      actions={
        <button type="button" data-focus="" onClick={closeDialog}>
          {t('common.close')}
        </button>
      }
    >
      <dl className="keys">
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A question in its place on the screen, before something that is not undone. The answer that changes nothing has the focus. */
export function AskNote(props: {
  readonly title: string;
  readonly text: ReactNode;
  readonly yes: string;
  readonly no?: string;
  readonly isDanger?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="note note-attention" role="alertdialog" aria-label={props.title}>
      <p className="note-title">{props.title}</p>
      <p>{props.text}</p>
      <div className="badge-buttons">
        <button type="button" className={props.isDanger === true ? 'danger' : undefined} onClick={props.onYes}>
          {props.yes}
        </button>
        <button type="button" autoFocus onClick={props.onNo}>
          {props.no ?? t('common.cancel')}
        </button>
      </div>
    </div>
  );
}

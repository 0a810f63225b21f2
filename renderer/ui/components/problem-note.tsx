import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { findProblemWords } from '../state/problem-words.ts';

/** A failure in words: what happened, what to do, and the technical detail for whoever is called. */
export function ProblemNote(props: { readonly code: string; readonly detail: string; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const words = findProblemWords(props);
  if (words.by === 'detail') {
    const { word, file } = words;
    return (
      <div className="note note-problem" role="alert" data-problem={props.code}>
        <p className="note-title">{t(`detail.${word}.title`, { file })}</p>
        <p>
          {t(`detail.${word}.what`)} {t(`detail.${word}.todo`)}
        </p>
        {props.children}
      </div>
    );
  }
  const { name } = words;
  return (
    <div className="note note-problem" role="alert" data-problem={props.code}>
      <p className="note-title">
        {name === null ? t('failure.actionFailed', { what: props.code }) : t(`problem.${name}.title`)}
      </p>
      {name !== null && (
        <p>
          {t(`problem.${name}.what`)} {t(`problem.${name}.todo`)}
        </p>
      )}
      {props.detail !== '' && <p className="note-detail">{props.detail}</p>}
      {props.children}
    </div>
  );
}

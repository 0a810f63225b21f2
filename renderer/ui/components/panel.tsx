import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closePanel } from '../state/desk.ts';

/** What is opened beside the line of people, with its title and its way out. It has the focus when it opens, and keeps it. */
export function Panel(props: { readonly name: string; readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  return (
    <section
      ref={region}
      className={`panel ${props.name}`}
      role="region"
      aria-label={props.title}
      tabIndex={-1}
      data-keeps-focus=""
    >
      <div className="panel-head">
        <h2>{props.title}</h2>
        <button type="button" onClick={closePanel}>
          {t('common.close')}
        </button>
      </div>
      {props.children}
    </section>
  );
}

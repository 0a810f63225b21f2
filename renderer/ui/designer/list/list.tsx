import { useCallback, useEffect, useRef, useState } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TemplateSummary } from '../../../../shared/contract/printing.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { callHost, type Failure } from '../../state/host.ts';
import { useStation } from '../../state/station.ts';
import { importFile, type Listing } from '../acts.ts';
import { blankTemplate } from '../state/elements.ts';
import { FILE_ENDING } from '../state/file.ts';
import { findPage } from '../state/pages.ts';
import { closeView, openTemplate, useDesigner } from '../store.ts';
import { ListDialogs, type ListQuestion } from './dialogs.tsx';
import { TemplateCard } from './card.tsx';

/** All templates: one's own, those that ship with the app, and what the server has. */
export function TemplateList() {
  const { t } = useTranslation();
  const [listing, setListing] = useState<Listing | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [question, setQuestion] = useState<ListQuestion | null>(null);
  const [problem, setProblem] = useState<{ readonly why: string; readonly detail: string } | null>(null);
  const standard = useStation((state) => state.station?.badges.template);
  const read = useCallback(() => {
    void callHost('templates', {}).then((answer) => {
      if (answer.ok) setListing(answer.value);
      setFailure(answer.ok ? null : answer.problem);
    });
  }, []);
  const news = useDesigner((state) => state.news);
  useEffect(read, [read, news]);
  const own = listing?.templates.filter(({ shipped }) => !shipped) ?? [];
  const shipped = listing?.templates.filter((one) => one.shipped) ?? [];
  const cards = (templates: readonly TemplateSummary[]) => (
    <ul className="template-cards">
      {templates.map((summary) => (
        <TemplateCard
          key={summary.id}
          summary={summary}
          standard={summary.id === standard}
          onAsk={setQuestion}
          onChanged={read}
        />
      ))}
    </ul>
  );
  return (
    <>
      <header className="designer-bar">
        <h2>{t('designer.templates')}</h2>
        <span className="bar-gap" />
        <ImportButton onProblem={setProblem} />
        <button
          type="button"
          className="primary"
          onClick={() =>
            openTemplate(blankTemplate(i18next.t('designer.newName'), findPage('a6', 'portrait')), null, true)
          }
        >
          {t('designer.newBlank')}
        </button>
        <button type="button" onClick={closeView}>
          {t('common.close')}
        </button>
      </header>
      <div className="template-list">
        {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
        {problem !== null && (
          <div className="note note-problem" role="alert">
            <p className="note-title">{problem.why}</p>
            {problem.detail !== '' && <p className="note-detail">{problem.detail}</p>}
          </div>
        )}
        {listing !== null && (
          <>
            <section aria-label={t('designer.ownTemplates')}>
              <h3>{t('designer.ownTemplates')}</h3>
              {own.length === 0 ? <p className="quiet">{t('designer.noOwn')}</p> : cards(own)}
            </section>
            <section aria-label={t('designer.shippedTemplates')}>
              <h3>{t('designer.shippedTemplates')}</h3>
              <p className="quiet">{t('designer.shippedHint')}</p>
              {cards(shipped)}
            </section>
            {listing.server !== null && <ServerSection server={listing.server} onAsk={setQuestion} />}
          </>
        )}
      </div>
      <ListDialogs question={question} onClose={() => setQuestion(null)} onChanged={read} />
    </>
  );
}

function ServerSection(props: {
  readonly server: NonNullable<Listing['server']>;
  readonly onAsk: (question: ListQuestion) => void;
}) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('designer.serverTemplates')}>
      <h3>{t('designer.serverTemplates')}</h3>
      <p className="quiet">{t(props.server.length === 0 ? 'designer.serverNone' : 'designer.serverHint')}</p>
      <ul className="server-templates">
        {props.server.map(({ id, title }) => (
          <li key={id}>
            <span>{title === '' ? id : title}</span>
            <button type="button" className="small" onClick={() => props.onAsk({ kind: 'server', id, title })}>
              {t('designer.lookServer')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ImportButton(props: {
  readonly onProblem: (problem: { readonly why: string; readonly detail: string } | null) => void;
}) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        data-import=""
        accept={`${FILE_ENDING},application/json`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void importFile(file).then(props.onProblem);
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {t('designer.import')}
      </button>
    </>
  );
}

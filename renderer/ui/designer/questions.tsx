import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import { useFormat } from '../components/use-format.ts';
import { LookDialog } from './look-dialog.tsx';
import { readTemplate, save, saveCopy, saveOver } from './acts.ts';
import { changeTemplate } from './state/design.ts';
import { ask, change, useDesigner, type Kept, type Question } from './store.ts';
import { Thumbnail } from './thumbnail.tsx';
import type { BadgeTemplate } from '../../../shared/badge/template.ts';

/** The one question that is open over the canvas. */
export function Questions() {
  const question = useDesigner((state) => state.question);
  const kept = useDesigner((state) => state.kept);
  switch (question?.kind) {
    case 'unsaved':
      return <UnsavedDialog next={question.next} />;
    case 'stale':
      return <StaleDialog question={question} />;
    case 'versions':
      return kept === null ? null : <VersionsDialog kept={kept} />;
    case undefined:
      return null;
  }
}

function dismiss(): void {
  ask(null);
}

function UnsavedDialog({ next }: { readonly next: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('designer.unsavedTitle')}
      onClose={dismiss}
      actions={
        <>
          <button type="button" onClick={dismiss}>
            {t('designer.stay')}
          </button>
          <button
            type="button"
            className="danger"
            onClick={() => {
              dismiss();
              next();
            }}
          >
            {t('designer.discard')}
          </button>
          <button
            type="button"
            className="primary"
            data-focus=""
            onClick={() => {
              dismiss();
              void save(next).then((saved) => saved && next());
            }}
          >
            {t('designer.save')}
          </button>
        </>
      }
    >
      <p>{t('designer.unsavedText')}</p>
    </Dialog>
  );
}

/** Neither is lost: theirs is a version, and so becomes this one, or it is a template of its own. */
function StaleDialog({ question }: { readonly question: Extract<Question, { kind: 'stale' }> }) {
  const { t } = useTranslation();
  const decide = (how: () => Promise<boolean>): void => {
    dismiss();
    void how().then((saved) => saved && question.next());
  };
  return (
    <Dialog
      title={t('designer.staleTitle')}
      onClose={dismiss}
      actions={
        <>
          <button type="button" onClick={dismiss}>
            {t('designer.stay')}
          </button>
          <button type="button" onClick={() => decide(saveOver)}>
            {t('designer.saveOver')}
          </button>
          <button type="button" className="primary" data-focus="" onClick={() => decide(saveCopy)}>
            {t('designer.saveCopy')}
          </button>
        </>
      }
    >
      <p>{t('designer.staleText')}</p>
    </Dialog>
  );
}

/** Earlier versions: looked at here, and taken back onto the canvas, where it can be undone. */
function VersionsDialog({ kept }: { readonly kept: Kept }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [versions, setVersions] = useState(kept.versions);
  const [chosen, setChosen] = useState(kept.version);
  const [template, setTemplate] = useState<BadgeTemplate | null>(null);
  useEffect(() => {
    let wanted = true;
    void readTemplate(kept.id, chosen).then((read) => {
      if (!wanted || read === null) return;
      setTemplate(read.template);
      setVersions(read.versions);
    });
    return () => {
      wanted = false;
    };
  }, [kept.id, chosen]);
  return (
    <LookDialog
      title={t('designer.versions')}
      template={template}
      take={t('designer.restore')}
      onTake={(taken) => change((design) => changeTemplate(design, () => taken))}
      onClose={dismiss}
    >
      <div className="versions">
        <ul>
          {versions.map(({ version, savedAt, savedBy }) => (
            <li key={version}>
              <button type="button" aria-pressed={version === chosen} onClick={() => setChosen(version)}>
                <strong>{t('designer.version', { version })}</strong>
                <span className="quiet">
                  {time(savedAt)} {savedBy}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {template !== null && <Thumbnail key={chosen} template={template} name={template.name} large />}
      </div>
    </LookDialog>
  );
}

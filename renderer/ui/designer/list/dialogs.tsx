import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { callHost, type Failure } from '../../state/host.ts';
import { removeTemplate, renameTemplate, type ServerTemplate } from '../acts.ts';
import { Line } from '../fields.tsx';
import { LookDialog } from '../look-dialog.tsx';
import { openTemplate } from '../store.ts';
import { Thumbnail } from '../thumbnail.tsx';

export type ListQuestion =
  | { readonly kind: 'rename'; readonly id: string; readonly name: string }
  | { readonly kind: 'delete'; readonly id: string; readonly name: string }
  | { readonly kind: 'server'; readonly id: string; readonly title: string };

interface DialogProps<K extends ListQuestion['kind']> {
  readonly question: Extract<ListQuestion, { kind: K }>;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function ListDialogs(props: {
  readonly question: ListQuestion | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { question, ...rest } = props;
  switch (question?.kind) {
    case 'rename':
      return <RenameDialog question={question} {...rest} />;
    case 'delete':
      return <DeleteDialog question={question} {...rest} />;
    case 'server':
      return <ServerDialog question={question} {...rest} />;
    case undefined:
      return null;
  }
}

function RenameDialog({ question, onClose, onChanged }: DialogProps<'rename'>) {
  const { t } = useTranslation();
  const [name, setName] = useState(question.name);
  const rename = (): void => {
    if (name.trim() === '') return;
    onClose();
    void renameTemplate(question.id, name.trim()).then((done) => done && onChanged());
  };
  return (
    <Dialog
      title={t('designer.rename')}
      onClose={onClose}
      actions={
        <>
          <button type="button" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button type="button" className="primary" disabled={name.trim() === ''} onClick={rename}>
            {t('designer.save')}
          </button>
        </>
      }
    >
      <Line label={t('designer.templateName')}>
        {(id) => (
          <input
            autoComplete="off"
            spellCheck={false}
            id={id}
            type="text"
            data-focus=""
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && rename()}
          />
        )}
      </Line>
    </Dialog>
  );
}

function DeleteDialog({ question, onClose, onChanged }: DialogProps<'delete'>) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('designer.deleteTitle', { name: question.name })}
      onClose={onClose}
      actions={
        <>
          <button type="button" data-focus="" onClick={onClose}>
            {t('common.cancel')}
          </button>
          <button
            type="button"
            className="danger"
            onClick={() => {
              onClose();
              void removeTemplate(question.id).then((done) => done && onChanged());
            }}
          >
            {t('designer.delete')}
          </button>
        </>
      }
    >
      <p>{t('designer.deleteText')}</p>
    </Dialog>
  );
}

/** A template of the server is looked at before it is taken: what could not be read of it is told. */
function ServerDialog({ question, onClose }: DialogProps<'server'>) {
  const { t } = useTranslation();
  const [read, setRead] = useState<ServerTemplate | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let wanted = true;
    void callHost('serverTemplate', { id: question.id }).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setRead(answer.value);
      else setFailure(answer.problem);
    });
    return () => {
      wanted = false;
    };
  }, [question.id]);
  const template = read?.template ?? null;
  return (
    <LookDialog
      title={question.title === '' ? question.id : question.title}
      template={template}
      take={t('designer.importServer')}
      onTake={(taken) => openTemplate(taken, null, false)}
      onClose={onClose}
    >
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      {read === null && failure === null && <p className="quiet">{t('common.loading')}</p>}
      {template !== null && <Thumbnail template={template} name={template.name} large />}
      {read !== null && (
        <>
          {template === null && <p>{t('designer.serverUnusable')}</p>}
          {read.problems.length > 0 && (
            <div className="note note-attention">
              <p className="note-title">{t('designer.serverProblems')}</p>
              <ul>
                {read.problems.map((problem, index) => (
                  <li key={index}>{problem}</li>
                ))}
              </ul>
            </div>
          )}
          <details>
            <summary>{t('designer.serverText')}</summary>
            <pre className="server-text">{read.text.slice(0, 20_000)}</pre>
          </details>
        </>
      )}
    </LookDialog>
  );
}

import { useTranslation } from 'react-i18next';
import type { TemplateSummary } from '../../../../shared/contract/printing.ts';
import { useFormat } from '../../components/use-format.ts';
import { duplicateTemplate, exportById, openById } from '../acts.ts';
import { namePage } from '../state/pages.ts';
import { useTemplateName } from '../use-template-name.ts';
import { Thumbnail } from '../thumbnail.tsx';
import { ask } from '../store.ts';
import type { ListQuestion } from './dialogs.tsx';

export function TemplateCard(props: {
  readonly summary: TemplateSummary;
  readonly standard: boolean;
  readonly onAsk: (question: ListQuestion) => void;
  readonly onChanged: () => void;
}) {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  const { summary } = props;
  const { id, shipped, page } = summary;
  const name = useTemplateName()(summary);
  const known = namePage(page);
  const open = (): void => void openById(id);
  return (
    <li className="template-card" data-template={id}>
      <button
        type="button"
        className="template-open"
        aria-label={t(shipped ? 'designer.startFrom' : 'designer.openTemplate', { name })}
        onClick={open}
      >
        <Thumbnail template={{ id }} version={summary.version} name={name} />
      </button>
      <p className="template-title">
        <strong>{name}</strong>
        {props.standard && <span className="mark mark-arrived">{t('designer.standard')}</span>}
      </p>
      <p className="quiet">
        {known === null ? '' : `${t(`designer.pages.${known}`)}, `}
        {t('designer.pageOf', { width: number(page.width), height: number(page.height) })}
        {summary.sides === 2 && `, ${t('designer.twoSides')}`}
      </p>
      {summary.savedAt !== null && (
        <p className="quiet">
          {t('designer.version', { version: summary.version })}, {time(summary.savedAt)} {summary.savedBy ?? ''}
        </p>
      )}
      <div className="template-acts">
        <button type="button" className="small" onClick={open}>
          {t(shipped ? 'designer.useAsStart' : 'designer.open')}
        </button>
        <button
          type="button"
          className="small"
          aria-label={t('designer.duplicateOf', { name })}
          onClick={() => void duplicateTemplate(id).then((done) => done && props.onChanged())}
        >
          {t('designer.duplicate')}
        </button>
        <button
          type="button"
          className="small"
          aria-label={t('designer.exportOf', { name })}
          onClick={() => void exportById(id)}
        >
          {t('designer.export')}
        </button>
        {!shipped && (
          <>
            <button
              type="button"
              className="small"
              aria-label={t('designer.versionsOf', { name })}
              onClick={() => void openById(id).then((opened) => opened && ask({ kind: 'versions' }))}
            >
              {t('designer.versions')}
            </button>
            <button
              type="button"
              className="small"
              aria-label={t('designer.renameOf', { name })}
              onClick={() => props.onAsk({ kind: 'rename', id, name })}
            >
              {t('designer.rename')}
            </button>
            <button
              type="button"
              className="small danger"
              aria-label={t('designer.deleteOf', { name })}
              onClick={() => props.onAsk({ kind: 'delete', id, name })}
            >
              {t('designer.delete')}
            </button>
          </>
        )}
      </div>
    </li>
  );
}

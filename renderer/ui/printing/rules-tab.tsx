import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeSettings } from '../../../shared/contract/printing.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { openDesigner } from '../designer/open.ts';
import { useTemplateName } from '../designer/use-template-name.ts';
import type { Failure } from '../state/host.ts';
import { useStation } from '../state/station.ts';
import { saveRules } from './acts.ts';
import { OptionField } from './option-select.tsx';
import { RuleRows, type RuleRow } from './rule-rows.tsx';
import { loadTemplates, usePrinting } from './store.ts';
import { usePrinters } from './use-printers.ts';

const POLICIES = ['free', 'reason', 'admin'] as const satisfies readonly BadgeSettings['reprint'][];

/** How badges of this event find their template and printer at this desk. A choice counts at once, as in the settings. */
export function RulesTab() {
  const { t } = useTranslation();
  const settings = useStation((state) => state.station?.badges ?? null);
  const printers = usePrinters();
  const templates = usePrinting((state) => state.templates);
  const nameTemplate = useTemplateName();
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void loadTemplates();
  }, []);
  if (settings === null || templates === null) return <p className="quiet">{t('common.loading')}</p>;

  const apply = (change: Partial<BadgeSettings>): void => {
    void saveRules({ ...settings, ...change }).then(setFailure);
  };
  const templateOptions = templates.map((template) => ({ id: template.id, title: nameTemplate(template) }));
  const printerOptions = printers.map(({ id, name }) => ({ id, title: name }));
  const common = settings.template;
  return (
    <>
      {failure !== null && <ProblemNote code={failure.code} detail={failure.detail} />}
      <section className="printing-section">
        <h3>{t('printRules.templates')}</h3>
        <p className="quiet">{t('printRules.templatesHint')}</p>
        <div className="fields">
          <OptionField
            label={t('printRules.template')}
            value={common}
            options={templateOptions}
            onChange={(template) => apply({ template })}
          />
          <div className="rule-designer">
            <button type="button" onClick={() => void openDesigner(common)}>
              {t('printRules.designer')}
            </button>
          </div>
        </div>
        <RuleRows
          what={t('printRules.templates')}
          rows={settings.templates}
          targets={templateOptions}
          target={{ name: 'template', read: (row) => row.template }}
          onChange={(rows) => apply({ templates: rows.map((row) => pickTemplate(row, common)) })}
        />
      </section>
      <section className="printing-section">
        <h3>{t('printRules.printers')}</h3>
        <p className="quiet">{t('printRules.printersHint')}</p>
        <div className="fields">
          <OptionField
            label={t('printRules.printer')}
            value={settings.printer ?? ''}
            any={t('printRules.firstPrinter')}
            options={printerOptions}
            onChange={(id) => apply({ printer: id === '' ? null : id })}
          />
        </div>
        {printers.length > 0 && (
          <RuleRows
            what={t('printRules.printers')}
            rows={settings.printers}
            targets={printerOptions}
            target={{ name: 'printer', read: (row) => row.printer }}
            templates={templateOptions}
            onChange={(rows) => apply({ printers: rows.flatMap(pickPrinter) })}
          />
        )}
      </section>
      <section className="printing-section">
        <h3>{t('printRules.slips')}</h3>
        <p className="quiet">{t('printRules.slipsHint')}</p>
        <RuleRows
          what={t('printRules.slips')}
          rows={settings.slips}
          targets={templateOptions}
          target={{ name: 'template', read: (row) => row.template }}
          onChange={(rows) => apply({ slips: rows.map((row) => pickTemplate(row, common)) })}
        />
      </section>
      <section className="printing-section">
        <h3>{t('printRules.reprint')}</h3>
        <fieldset className="reasons">
          <legend className="visually-hidden">{t('printRules.reprint')}</legend>
          {POLICIES.map((policy) => (
            <label className="check" key={policy}>
              <input
                type="radio"
                name="reprint-policy"
                checked={settings.reprint === policy}
                onChange={() => apply({ reprint: policy })}
              />
              {t(`printRules.reprintWord.${policy}`)}
            </label>
          ))}
        </fieldset>
        <p className="quiet">{t('printRules.reprintHint')}</p>
      </section>
    </>
  );
}

function pickTemplate({ statusId, partId, template }: RuleRow, otherwise: string): BadgeSettings['templates'][number] {
  return { statusId, partId, template: template ?? otherwise };
}

function pickPrinter({ statusId, partId, template, printer }: RuleRow): BadgeSettings['printers'] {
  return printer === undefined ? [] : [{ statusId, partId, template: template ?? null, printer }];
}

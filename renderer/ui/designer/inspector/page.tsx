import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeTemplate } from '../../../../shared/badge/template.ts';
import { CheckField, Line, NumberField, Section, SelectField } from '../fields.tsx';
import { changeTemplate, removeBack } from '../state/design.ts';
import { resizePage } from '../state/edits.ts';
import type { Size } from '../state/geometry.ts';
import { findPage, namePage, orientationOf, orientPage, PAGES, type PageName } from '../state/pages.ts';
import { change } from '../store.ts';

/** Name, size and way up of the page, and what stands in for a status without a colour. */
export function PageSection({ template }: { readonly template: BadgeTemplate }) {
  const { t } = useTranslation();
  const [scale, setScale] = useState(true);
  const { page } = template;
  const resize = (size: Size): void => change((design) => resizePage(design, size, scale));
  const name = namePage(page);
  const orientation = orientationOf(page);
  return (
    <>
      <h3>{t('designer.template')}</h3>
      <Section title={t('designer.page')}>
        <SelectField<PageName | 'custom'>
          label={t('designer.pageSize')}
          value={name ?? 'custom'}
          choices={[
            ...PAGES.map(({ id }) => ({ value: id, label: t(`designer.pages.${id}`) })),
            { value: 'custom', label: t('designer.pages.custom') },
          ]}
          onChange={(chosen) => chosen !== 'custom' && resize(findPage(chosen, orientation))}
        />
        <div className="design-grid">
          <NumberField
            label={t('designer.width')}
            unit={t('designer.mm')}
            value={page.width}
            least={10}
            most={600}
            onChange={(width) => resize({ ...page, width })}
          />
          <NumberField
            label={t('designer.height')}
            unit={t('designer.mm')}
            value={page.height}
            least={10}
            most={600}
            onChange={(height) => resize({ ...page, height })}
          />
        </div>
        <SelectField
          label={t('designer.orientation')}
          value={orientation}
          choices={(['portrait', 'landscape'] as const).map((value) => ({
            value,
            label: t(`designer.orientations.${value}`),
          }))}
          onChange={(chosen) => chosen !== orientation && resize(orientPage(page, chosen))}
        />
        <CheckField label={t('designer.scaleContents')} checked={scale} onChange={setScale} />
      </Section>
      <Section title={t('designer.look')}>
        <Line label={t('designer.noStatusColor')}>
          {(id) => (
            <input
              id={id}
              type="color"
              value={template.noStatusColor}
              onChange={(event) => {
                const color = `#${event.target.value.slice(1).toLowerCase()}` as const;
                change((design) =>
                  changeTemplate(design, (present) => ({ ...present, noStatusColor: color }), 'noStatus'),
                );
              }}
            />
          )}
        </Line>
        <p className="design-hint">{t('designer.noStatusHint')}</p>
        {template.back !== null && (
          <button type="button" className="small danger" onClick={() => change(removeBack)}>
            {t('designer.removeBack')}
          </button>
        )}
      </Section>
    </>
  );
}

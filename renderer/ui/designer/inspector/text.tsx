import { useTranslation } from 'react-i18next';
import type { ElementOf, TextStyle } from '../../../../shared/badge/template.ts';
import { families, type Weight } from '../../../../shared/badge/fonts.ts';
import { CheckField, NumberField, PaintField, Section, SelectField } from '../fields.tsx';
import { IconButton } from '../icon.tsx';
import { newStyle } from '../state/elements.ts';
import { FAMILY_NAMES, resizeType } from '../state/type.ts';
import { patchElement } from './patch.ts';
import { PatternField } from './pattern.tsx';

const VALIGNS = ['top', 'middle', 'bottom'] as const;
const SIZES = [
  { name: 'max', label: 'designer.sizeMax' },
  { name: 'comfortable', label: 'designer.sizeComfortable' },
  { name: 'min', label: 'designer.sizeMin' },
] as const;

export function TextSection({ element }: { readonly element: ElementOf<'text'> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('designer.text')}>
      <StyleFields style={element} onChange={(some, mark) => patchElement<'text'>(element, some, mark)} />
      <ValignField value={element.valign} onChange={(valign) => patchElement<'text'>(element, { valign })} />
    </Section>
  );
}

/** Texts below each other. */
export function StackSection({ element }: { readonly element: ElementOf<'stack'> }) {
  const { t } = useTranslation();
  const { texts } = element;
  const set = (next: ElementOf<'stack'>['texts'], mark: string | null = null): void =>
    patchElement<'stack'>(element, { texts: next }, mark);
  return (
    <>
      {texts.map((style, index) => (
        <Section key={index} title={t('designer.stackText', { n: index + 1 })} closed={index > 0}>
          <StyleFields
            style={style}
            onChange={(some, mark) =>
              set(
                texts.map((one, at) => (at === index ? { ...one, ...some } : one)),
                mark === null ? null : `${mark} ${index}`,
              )
            }
          />
          <div className="design-row">
            <NumberField
              label={t('designer.share')}
              value={style.share}
              least={0.1}
              most={100}
              step={1}
              onChange={(share) => set(texts.map((one, at) => (at === index ? { ...one, share } : one)))}
            />
            <span className="design-buttons">
              <IconButton
                icon="up"
                name={t('designer.textUp', { n: index + 1 })}
                disabled={index === 0}
                onClick={() => set(swap(texts, index - 1))}
              />
              <IconButton
                icon="down"
                name={t('designer.textDown', { n: index + 1 })}
                disabled={index === texts.length - 1}
                onClick={() => set(swap(texts, index))}
              />
              <IconButton
                icon="bin"
                name={t('designer.textRemove', { n: index + 1 })}
                disabled={texts.length === 1}
                onClick={() => set(texts.filter((_, at) => at !== index))}
              />
            </span>
          </div>
        </Section>
      ))}
      <Section title={t('designer.stack')}>
        <button
          type="button"
          className="small"
          disabled={texts.length >= 20}
          onClick={() => set([...texts, { share: 1, ...newStyle('{company}', texts[0]?.size.comfortable ?? 5) }])}
        >
          {t('designer.addText')}
        </button>
        <NumberField
          label={t('designer.gap')}
          unit={t('designer.mm')}
          value={element.gap}
          most={maxGap(element)}
          step={0.1}
          onChange={(gap) => patchElement<'stack'>(element, { gap })}
        />
        <ValignField value={element.valign} onChange={(valign) => patchElement<'stack'>(element, { valign })} />
      </Section>
    </>
  );
}

function ValignField(props: {
  readonly value: ElementOf<'text'>['valign'];
  readonly onChange: (valign: ElementOf<'text'>['valign']) => void;
}) {
  const { t } = useTranslation();
  return (
    <SelectField
      {...props}
      label={t('designer.valign')}
      choices={VALIGNS.map((value) => ({ value, label: t(`designer.valigns.${value}`) }))}
    />
  );
}

function maxGap({ box, texts }: ElementOf<'stack'>): number {
  return texts.length < 2 ? 100 : Math.min(100, Math.floor((box.height / (texts.length - 1)) * 5) / 10);
}

function swap<T>(list: readonly T[], index: number): T[] {
  const [one, other] = [list[index], list[index + 1]];
  return list.flatMap((item, at) => {
    if (one === undefined || other === undefined) return [item];
    return [at === index ? other : at === index + 1 ? one : item];
  });
}

function StyleFields(props: {
  readonly style: TextStyle;
  readonly onChange: (some: Partial<TextStyle>, mark: string | null) => void;
}) {
  const { t } = useTranslation();
  const { style } = props;
  const set = (some: Partial<TextStyle>, mark: string | null = null): void => props.onChange(some, mark);
  return (
    <>
      <PatternField value={style.text} onChange={(text) => set({ text }, 'text')} />
      <SelectField
        label={t('designer.locale')}
        value={style.locale}
        choices={(['auto', 'ru', 'en', 'other'] as const).map((value) => ({
          value,
          label: t(`designer.locales.${value}`),
        }))}
        onChange={(locale) => set({ locale })}
      />
      <div className="design-grid">
        <SelectField
          tight
          label={t('designer.family')}
          value={style.family}
          choices={families.map((value) => ({ value, label: FAMILY_NAMES[value] }))}
          onChange={(family) => set({ family })}
        />
        <SelectField
          tight
          label={t('designer.weight')}
          value={String(style.weight) as '400'}
          choices={(['400', '600', '700'] as const).map((value) => ({ value, label: t(`designer.weights.${value}`) }))}
          onChange={(weight) => set({ weight: Number(weight) as Weight })}
        />
      </div>
      <div className="design-grid three">
        {SIZES.map(({ name, label }) => (
          <NumberField
            key={name}
            label={t(label)}
            value={style.size[name]}
            least={0.5}
            most={300}
            step={0.1}
            onChange={(value) => set({ size: resizeType(style.size, name, value) })}
          />
        ))}
      </div>
      <p className="design-hint">{t('designer.sizeHint')}</p>
      <div className="design-grid">
        <NumberField
          label={t('designer.maxLines')}
          value={style.maxLines}
          least={1}
          most={20}
          step={1}
          onChange={(lines) => set({ maxLines: Math.round(lines) })}
        />
        <NumberField
          label={t('designer.lineHeight')}
          value={style.lineHeight}
          least={0.8}
          most={3}
          step={0.05}
          onChange={(lineHeight) => set({ lineHeight })}
        />
        <SelectField
          tight
          label={t('designer.textAlign')}
          value={style.align}
          choices={(['left', 'center', 'right'] as const).map((value) => ({
            value,
            label: t(`designer.textAligns.${value}`),
          }))}
          onChange={(align) => set({ align })}
        />
      </div>
      <PaintField
        label={t('designer.color')}
        value={style.color}
        onChange={(color) => color !== null && set({ color }, 'color')}
      />
      <div className="design-row">
        <CheckField
          label={t('designer.hyphenate')}
          checked={style.hyphenate}
          onChange={(hyphenate) => set({ hyphenate })}
        />
        <CheckField
          label={t('designer.uppercase')}
          checked={style.uppercase}
          onChange={(uppercase) => set({ uppercase })}
        />
      </div>
    </>
  );
}

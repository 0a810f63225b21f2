import { useTranslation } from 'react-i18next';
import { symbologies, type BadgeTemplate, type ElementOf } from '../../../../shared/badge/template.ts';
import { CheckField, NumberField, PaintField, Section, SelectField } from '../fields.tsx';
import { PictureButton } from '../picture-button.tsx';
import { changeTemplate } from '../state/design.ts';
import { swapPicture } from '../state/pictures.ts';
import { change, newId } from '../store.ts';
import { patchElement } from './patch.ts';
import { PatternField } from './pattern.tsx';

export function CodeSection({ element }: { readonly element: ElementOf<'code'> }) {
  const { t } = useTranslation();
  const bars = element.symbology === 'code128' || element.symbology === 'code39' || element.symbology === 'ean13';
  return (
    <Section title={t('designer.code')}>
      <SelectField
        label={t('designer.codeKind')}
        value={element.symbology}
        choices={symbologies.map((value) => ({ value, label: t(`designer.symbology.${value}`) }))}
        onChange={(symbology) => patchElement<'code'>(element, { symbology })}
      />
      <PatternField value={element.text} onChange={(text) => patchElement<'code'>(element, { text }, 'text')} />
      <p className="design-hint">{t(bars ? 'designer.barsHint' : 'designer.codeHint')}</p>
      <NumberField
        label={t('designer.quiet')}
        value={element.quiet}
        most={20}
        step={1}
        onChange={(quiet) => patchElement<'code'>(element, { quiet: Math.round(quiet) })}
      />
      <PaintField
        label={t('designer.color')}
        value={element.color}
        onChange={(color) => color !== null && patchElement<'code'>(element, { color }, 'color')}
      />
      {bars && (
        <CheckField
          label={t('designer.readable')}
          checked={element.readable}
          onChange={(readable) => patchElement<'code'>(element, { readable })}
        />
      )}
    </Section>
  );
}

export function ImageSection({
  element,
  template,
}: {
  readonly element: ElementOf<'image'>;
  readonly template: BadgeTemplate;
}) {
  const { t } = useTranslation();
  const image = template.images[element.image];
  return (
    <Section title={t('designer.kind.image')}>
      {image !== undefined && (
        <p className="design-hint">
          {t('designer.pixels', {
            width: image.width,
            height: image.height,
            kilobytes: Math.ceil((image.data.length * 3) / 4000),
          })}{' '}
          {t('designer.dpi', {
            dpi: Math.floor(Math.min(image.width / element.box.width, image.height / element.box.height) * 25.4),
          })}
        </p>
      )}
      <PictureButton
        label={t('designer.otherPicture')}
        pageWidth={template.page.width}
        inPlaceOf={element.id}
        onPicture={(picture) =>
          change((design) => changeTemplate(design, (present) => swapPicture(present, element.id, newId(), picture)))
        }
      />
      <SelectField
        label={t('designer.fit')}
        value={element.fit}
        choices={(['contain', 'cover'] as const).map((value) => ({ value, label: t(`designer.fits.${value}`) }))}
        onChange={(fit) => patchElement<'image'>(element, { fit })}
      />
    </Section>
  );
}

export function PhotoSection({ element }: { readonly element: ElementOf<'photo'> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('designer.kind.photo')}>
      <SelectField
        label={t('designer.shape')}
        value={element.shape}
        choices={(['rect', 'ellipse'] as const).map((value) => ({ value, label: t(`designer.kind.${value}`) }))}
        onChange={(shape) => patchElement<'photo'>(element, { shape })}
      />
      <SelectField
        label={t('designer.noPhoto')}
        value={element.placeholder}
        choices={(['initials', 'none'] as const).map((value) => ({
          value,
          label: t(`designer.placeholders.${value}`),
        }))}
        onChange={(placeholder) => patchElement<'photo'>(element, { placeholder })}
      />
    </Section>
  );
}

type Shape = ElementOf<'rect'> | ElementOf<'ellipse'>;

export function ShapeSection({ element }: { readonly element: Shape }) {
  const { t } = useTranslation();
  const { stroke } = element;
  const set = (some: Partial<Pick<Shape, 'fill' | 'stroke'>>, mark: string | null = null): void => {
    if (element.kind === 'rect') patchElement<'rect'>(element, some, mark);
    else patchElement<'ellipse'>(element, some, mark);
  };
  return (
    <Section title={t('designer.look')}>
      <PaintField none label={t('designer.fill')} value={element.fill} onChange={(fill) => set({ fill }, 'fill')} />
      <PaintField
        none
        label={t('designer.stroke')}
        value={stroke?.color ?? null}
        onChange={(color) => set({ stroke: color === null ? null : { color, width: stroke?.width ?? 0.3 } }, 'stroke')}
      />
      <div className="design-grid">
        {stroke !== null && (
          <NumberField
            label={t('designer.strokeWidth')}
            unit={t('designer.mm')}
            value={stroke.width}
            least={0.05}
            most={50}
            step={0.1}
            onChange={(width) => set({ stroke: { ...stroke, width } })}
          />
        )}
        {element.kind === 'rect' && (
          <NumberField
            label={t('designer.radius')}
            unit={t('designer.mm')}
            value={element.radius}
            most={200}
            onChange={(radius) => patchElement<'rect'>(element, { radius })}
          />
        )}
      </div>
    </Section>
  );
}

export function LineSection({ element }: { readonly element: ElementOf<'line'> }) {
  const { t } = useTranslation();
  const { stroke } = element;
  return (
    <Section title={t('designer.look')}>
      <PaintField
        label={t('designer.color')}
        value={stroke.color}
        onChange={(color) => color !== null && patchElement<'line'>(element, { stroke: { ...stroke, color } }, 'color')}
      />
      <NumberField
        label={t('designer.strokeWidth')}
        unit={t('designer.mm')}
        value={stroke.width}
        least={0.05}
        most={50}
        step={0.1}
        onChange={(width) => patchElement<'line'>(element, { stroke: { ...stroke, width } })}
      />
      <SelectField
        label={t('designer.diagonal')}
        value={element.from}
        choices={(['top-left', 'bottom-left'] as const).map((value) => ({
          value,
          label: t(`designer.diagonals.${value}`),
        }))}
        onChange={(from) => patchElement<'line'>(element, { from })}
      />
    </Section>
  );
}

import { useTranslation } from 'react-i18next';
import type { BadgeElement } from '../../../../shared/badge/template.ts';
import { CheckField, Line, NumberField, Section, SelectField } from '../fields.tsx';
import { IconButton } from '../icon.tsx';
import { listSelected, outlineOf, templateOf, type Design } from '../state/design.ts';
import {
  alignSelected,
  distributeSelected,
  LEAST_SIDE,
  patchElements,
  resizeSelected,
  setTurn,
} from '../state/edits.ts';
import { unite, type Area, type Turn } from '../state/geometry.ts';
import { ALIGNMENTS } from '../state/align.ts';
import { change } from '../store.ts';
import type { Note } from '../use-preview.ts';
import { ConditionsSection } from './conditions.tsx';
import { ElementNotes } from './notes.tsx';
import { PageSection } from './page.tsx';
import { CodeSection, ImageSection, LineSection, PhotoSection, ShapeSection } from './kinds.tsx';
import { StackSection, TextSection } from './text.tsx';

/** What can be set of what is selected; of nothing, the page. */
export function Inspector(props: { readonly design: Design; readonly notes: readonly Note[] }) {
  const { t } = useTranslation();
  const chosen = listSelected(props.design);
  const [only] = chosen;
  return (
    <section className="inspector" aria-label={t('designer.properties')}>
      {only === undefined ? (
        <PageSection template={templateOf(props.design)} />
      ) : (
        <>
          {chosen.length === 1 ? (
            <ElementHead key={only.id} element={only} notes={props.notes} />
          ) : (
            <h3>{t('designer.selectedCount', { count: chosen.length })}</h3>
          )}
          <PlaceSection design={props.design} chosen={chosen} />
          {chosen.length === 1 && <KindSection key={`${only.id} kind`} element={only} design={props.design} />}
        </>
      )}
    </section>
  );
}

function ElementHead({ element, notes }: { readonly element: BadgeElement; readonly notes: readonly Note[] }) {
  const { t } = useTranslation();
  const patch = (some: Partial<Pick<BadgeElement, 'label' | 'locked' | 'hidden'>>, mark: string | null = null): void =>
    change((design) => patchElements(design, [element.id], (one) => ({ ...one, ...some }), mark));
  const kind =
    element.kind === 'code' ? t(`designer.symbology.${element.symbology}`) : t(`designer.kind.${element.kind}`);
  return (
    <>
      <h3>{kind}</h3>
      <ElementNotes notes={notes.filter((note) => note.element === element.id)} />
      <Line label={t('designer.layerName')}>
        {(id) => (
          <input
            spellCheck={false}
            id={id}
            data-layer-name=""
            type="text"
            maxLength={200}
            autoComplete="off"
            placeholder={kind}
            value={element.label}
            onChange={(event) => patch({ label: event.target.value }, `label ${element.id}`)}
          />
        )}
      </Line>
      <div className="design-row">
        <CheckField label={t('designer.locked')} checked={element.locked} onChange={(locked) => patch({ locked })} />
        <CheckField label={t('designer.hidden')} checked={element.hidden} onChange={(hidden) => patch({ hidden })} />
      </div>
    </>
  );
}

function PlaceSection({ design, chosen }: { readonly design: Design; readonly chosen: readonly BadgeElement[] }) {
  const { t, i18n } = useTranslation();
  const movable = chosen.filter(({ locked }) => !locked);
  const area = unite((movable.length > 0 ? movable : chosen).map(outlineOf));
  const { page } = templateOf(design);
  if (area === null) return null;
  const off = movable.length === 0;
  const place = (some: Partial<Area>): void => change((present) => resizeSelected(present, { ...area, ...some }));
  const flat = movable.every(({ kind }) => kind === 'line') ? 0 : LEAST_SIDE;
  const turns = new Set(chosen.map(({ turn }) => turn));
  const [turn] = turns;
  return (
    <Section title={t('designer.place')}>
      <div className="design-grid" key={i18n.language}>
        <NumberField
          label={t('designer.x')}
          unit={t('designer.mm')}
          value={area.x}
          most={page.width - area.width}
          disabled={off}
          onChange={(x) => place({ x })}
        />
        <NumberField
          label={t('designer.y')}
          unit={t('designer.mm')}
          value={area.y}
          most={page.height - area.height}
          disabled={off}
          onChange={(y) => place({ y })}
        />
        <NumberField
          label={t('designer.width')}
          unit={t('designer.mm')}
          value={area.width}
          least={flat}
          most={page.width}
          disabled={off}
          onChange={(width) => place({ width, x: Math.min(area.x, page.width - width) })}
        />
        <NumberField
          label={t('designer.height')}
          unit={t('designer.mm')}
          value={area.height}
          least={flat}
          most={page.height}
          disabled={off}
          onChange={(height) => place({ height, y: Math.min(area.y, page.height - height) })}
        />
        <SelectField
          tight
          label={t('designer.turn')}
          value={turns.size === 1 && turn !== undefined ? (String(turn) as '0') : null}
          choices={(['0', '90', '180', '270'] as const).map((value) => ({ value, label: `${value}°` }))}
          onChange={(value) => change((present) => setTurn(present, () => Number(value) as Turn))}
        />
      </div>
      <div className="design-buttons" role="group" aria-label={t('designer.alignTitle')}>
        {ALIGNMENTS.map((alignment) => (
          <IconButton
            key={alignment}
            icon={`align${alignment.charAt(0).toUpperCase()}${alignment.slice(1)}` as 'alignLeft'}
            name={t(`designer.align.${alignment}`)}
            disabled={off}
            onClick={() => change((present) => alignSelected(present, alignment))}
          />
        ))}
        <IconButton
          icon="spreadX"
          name={t('designer.spreadX')}
          disabled={movable.length < 3}
          onClick={() => change((present) => distributeSelected(present, 'x'))}
        />
        <IconButton
          icon="spreadY"
          name={t('designer.spreadY')}
          disabled={movable.length < 3}
          onClick={() => change((present) => distributeSelected(present, 'y'))}
        />
      </div>
    </Section>
  );
}

function KindSection({ element, design }: { readonly element: BadgeElement; readonly design: Design }) {
  return (
    <>
      <OwnSection element={element} design={design} />
      <ConditionsSection element={element} />
    </>
  );
}

function OwnSection({ element, design }: { readonly element: BadgeElement; readonly design: Design }) {
  switch (element.kind) {
    case 'text':
      return <TextSection element={element} />;
    case 'stack':
      return <StackSection element={element} />;
    case 'code':
      return <CodeSection element={element} />;
    case 'image':
      return <ImageSection element={element} template={templateOf(design)} />;
    case 'photo':
      return <PhotoSection element={element} />;
    case 'rect':
    case 'ellipse':
      return <ShapeSection element={element} />;
    case 'line':
      return <LineSection element={element} />;
  }
}

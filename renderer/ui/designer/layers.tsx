import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeElement } from '../../../shared/badge/template.ts';
import { Icon, IconButton, type IconName } from './icon.tsx';
import { listElements, select, toggleSelected, type Design } from './state/design.ts';
import { moveLayer, orderSelected, patchElements } from './state/edits.ts';
import { change } from './store.ts';
import { useElementName } from './use-element-name.ts';
import type { Note } from './use-preview.ts';

const ORDERS = ['top', 'up', 'down', 'bottom'] as const;

/** All elements of the side, the topmost first: the way to each of them for the keyboard, and the only one to what is hidden or locked. */
export function Layers({ design, notes }: { readonly design: Design; readonly notes: readonly Note[] }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const elements = [...listElements(design)].reverse();
  const noted = new Set(notes.map(({ element }) => element));
  const none = design.selected.length === 0;
  return (
    <section className="layers" aria-label={t('designer.layers')}>
      <div className="layers-head">
        <h3>{t('designer.layers')}</h3>
        <span className="design-buttons">
          {ORDERS.map((order) => (
            <IconButton
              key={order}
              icon={order}
              name={t(`designer.order.${order}`)}
              disabled={none}
              onClick={() => change((present) => orderSelected(present, order))}
            />
          ))}
        </span>
      </div>
      {elements.length === 0 && <p className="design-hint">{t('designer.noLayers')}</p>}
      <ul ref={list}>
        {elements.map((element) => (
          <Layer
            key={element.id}
            element={element}
            selected={design.selected.includes(element.id)}
            noted={noted.has(element.id)}
            dragged={dragged}
            onDrag={setDragged}
            onStep={(by) => step(list.current, by)}
          />
        ))}
      </ul>
    </section>
  );
}

function Layer(props: {
  readonly element: BadgeElement;
  readonly selected: boolean;
  readonly noted: boolean;
  readonly dragged: string | null;
  readonly onDrag: (id: string | null) => void;
  readonly onStep: (by: number) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useElementName();
  const { element, selected } = props;
  const name = nameOf(element);
  const patch = (some: Partial<Pick<BadgeElement, 'locked' | 'hidden'>>): void =>
    change((design) => patchElements(design, [element.id], (one) => ({ ...one, ...some })));
  return (
    <li
      className={`layer${selected ? ' is-selected' : ''}${element.hidden ? ' is-hidden' : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', name);
        props.onDrag(element.id);
      }}
      onDragOver={(event) => {
        if (props.dragged !== null) event.preventDefault();
      }}
      onDragEnd={() => props.onDrag(null)}
      onDrop={(event) => {
        event.preventDefault();
        const { dragged } = props;
        if (dragged !== null) change((design) => moveLayer(design, dragged, element.id));
        props.onDrag(null);
      }}
    >
      <button
        type="button"
        className="layer-name"
        data-layer=""
        aria-pressed={selected}
        onClick={(event) => {
          const adds = event.shiftKey || event.ctrlKey || event.metaKey;
          change((design) => (adds ? toggleSelected(design, element.id) : select(design, [element.id])));
        }}
        onDoubleClick={focusName}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            props.onStep(event.key === 'ArrowDown' ? 1 : -1);
          }
          if (event.key === 'F2') {
            event.preventDefault();
            change((design) => select(design, [element.id]));
            requestAnimationFrame(focusName);
          }
        }}
      >
        <Icon name={iconOf(element)} />
        <span>{name}</span>
        {props.noted && (
          <span className="layer-note" title={t('designer.hasNote')}>
            <Icon name="warn" />
            <span className="visually-hidden">{t('designer.hasNote')}</span>
          </span>
        )}
      </button>
      <IconButton
        icon={element.locked ? 'lock' : 'unlock'}
        name={t('designer.lockLayer', { name })}
        pressed={element.locked}
        onClick={() => patch({ locked: !element.locked })}
      />
      <IconButton
        icon={element.hidden ? 'eyeOff' : 'eye'}
        name={t('designer.hideLayer', { name })}
        pressed={element.hidden}
        onClick={() => patch({ hidden: !element.hidden })}
      />
    </li>
  );
}

function iconOf(element: BadgeElement): IconName {
  if (element.kind !== 'code') return element.kind;
  return ['code128', 'code39', 'ean13', 'pdf417'].includes(element.symbology) ? 'barcode' : 'qr';
}

/** The name is changed among the properties. */
function focusName(): void {
  const field = document.querySelector<HTMLInputElement>('[data-layer-name]');
  field?.focus();
  field?.select();
}

/** The selection goes with the focus, as in any list. */
function step(list: HTMLElement | null, by: number): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-layer]') ?? [])];
  const next = rows[rows.findIndex((row) => row === document.activeElement) + by];
  next?.focus();
  next?.click();
}

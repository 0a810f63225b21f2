import { useTranslation } from 'react-i18next';
import type { BadgeElement } from '../../../../shared/badge/template.ts';
import { outlineOf } from '../state/design.ts';
import { HANDLES, unite, type Area, type Handle, type Size } from '../state/geometry.ts';
import type { Guide } from '../state/snap.ts';

const HANDLE = 9;
/** At the ends of a level line those that keep it level lie on top. */
const CORNERS_FIRST = HANDLES.toSorted((one, other) => other.length - one.length);

/** What is drawn over the badge: frames, handles, guides, marks of what needs a look. In pixels of the page. */
export function Overlay(props: {
  readonly page: Size;
  readonly scale: number;
  readonly elements: readonly BadgeElement[];
  readonly selected: readonly string[];
  readonly hovered: string | null;
  readonly guides: readonly Guide[];
  readonly marquee: Area | null;
  readonly noted: ReadonlySet<string>;
  readonly resting: boolean;
}) {
  const { t } = useTranslation();
  const { page, scale, elements } = props;
  const chosen = elements.filter(({ id }) => props.selected.includes(id));
  const around = unite(chosen.map(outlineOf));
  const movable = chosen.some(({ locked }) => !locked);
  return (
    <svg className="canvas-overlay" width={page.width * scale} height={page.height * scale} aria-hidden="true">
      {elements
        .filter(({ id }) => id === props.hovered && !props.selected.includes(id))
        .map((element) => (
          <Frame key={element.id} area={outlineOf(element)} scale={scale} name="hovered" />
        ))}
      {chosen.map((element) => (
        <Frame key={element.id} area={outlineOf(element)} scale={scale} name={element.locked ? 'locked' : 'chosen'} />
      ))}
      {elements
        .filter(({ id }) => props.noted.has(id))
        .map((element) => (
          <NoteMark key={element.id} area={outlineOf(element)} scale={scale} title={t('designer.hasNote')} />
        ))}
      {props.guides.map((guide, index) => (
        <GuideLine key={index} guide={guide} scale={scale} />
      ))}
      {props.marquee !== null && <Frame area={props.marquee} scale={scale} name="marquee" />}
      {around !== null && movable && props.resting && (
        <>
          {chosen.length > 1 && <Frame area={around} scale={scale} name="group" />}
          {CORNERS_FIRST.map((handle) => (
            <HandleMark key={handle} handle={handle} area={around} scale={scale} />
          ))}
        </>
      )}
    </svg>
  );
}

function Frame({ area, scale, name }: { readonly area: Area; readonly scale: number; readonly name: string }) {
  return (
    <rect
      className={`frame frame-${name}`}
      x={area.x * scale}
      y={area.y * scale}
      width={area.width * scale}
      height={area.height * scale}
    />
  );
}

function HandleMark({ handle, area, scale }: { readonly handle: Handle; readonly area: Area; readonly scale: number }) {
  const x = area.x + (handle.includes('w') ? 0 : handle.includes('e') ? area.width : area.width / 2);
  const y = area.y + (handle.includes('n') ? 0 : handle.includes('s') ? area.height : area.height / 2);
  // a small or thin element keeps room in its middle to be moved by
  const along = handle === 'n' || handle === 's' ? area.width : area.height;
  const across = handle === 'n' || handle === 's' ? area.height : area.width;
  if (handle.length === 1 && (along * scale < 4 * HANDLE || across * scale < 2 * HANDLE)) {
    const end = along === 0 && across * scale >= 4 * HANDLE; // of a line
    if (!end) return null;
  }
  return (
    <rect
      className={`handle handle-${handle}`}
      data-handle={handle}
      x={x * scale - HANDLE / 2}
      y={y * scale - HANDLE / 2}
      width={HANDLE}
      height={HANDLE}
    />
  );
}

function GuideLine({ guide, scale }: { readonly guide: Guide; readonly scale: number }) {
  const [at, from, to] = [guide.at * scale, guide.from * scale, guide.to * scale];
  return guide.axis === 'x' ? (
    <line className="guide" x1={at} x2={at} y1={from} y2={to} />
  ) : (
    <line className="guide" y1={at} y2={at} x1={from} x2={to} />
  );
}

function NoteMark({ area, scale, title }: { readonly area: Area; readonly scale: number; readonly title: string }) {
  const [x, y] = [(area.x + area.width) * scale, area.y * scale];
  return (
    <g className="note-mark" transform={`translate(${x + 12} ${y - 4})`}>
      <title>{title}</title>
      <circle r="9" />
      <text y="4">!</text>
    </g>
  );
}

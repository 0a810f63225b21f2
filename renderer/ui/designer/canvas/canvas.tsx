import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listElements, templateOf, type Design } from '../state/design.ts';
import type { Point } from '../state/geometry.ts';
import { fitZoom, limitZoom, marginOf, scaleOf, scrollFor } from '../state/zoom.ts';
import { setZoom, useDesigner } from '../store.ts';
import type { Preview } from '../use-preview.ts';
import { Overlay } from './overlay.tsx';
import { Rulers } from './rulers.tsx';
import { useGestures } from './use-gestures.ts';
import { useSize } from './use-size.ts';

const MARGIN = 32;

/** The badge as it will be printed, and over it what one takes hold of. */
export function Canvas(props: { readonly design: Design; readonly preview: Preview }) {
  const { t } = useTranslation();
  const { design, preview } = props;
  const view = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const size = useSize(view);
  const zoom = useDesigner((state) => state.zoom ?? state.fit);
  const scale = scaleOf(zoom);
  const { page } = templateOf(design);
  const margin = marginOf(page, size, scale, MARGIN);
  const [scroll, setScroll] = useState<Point>({ x: 0, y: 0 });
  const { shown, handlers } = useGestures(view, sheet, scale);
  useFit(page.width, page.height, size.width, size.height);
  useWheelZoom(view, sheet, scale, margin);
  const address = preview.sides[design.side === 'back' ? 1 : 0];
  return (
    <div className="canvas">
      <Rulers
        view={size}
        origin={{ x: margin.x - scroll.x, y: margin.y - scroll.y }}
        scale={scale}
        pointer={
          shown.pointer === null
            ? null
            : { x: margin.x - scroll.x + shown.pointer.x * scale, y: margin.y - scroll.y + shown.pointer.y * scale }
        }
      />
      <div
        ref={view}
        className={shown.hovered === null ? 'canvas-view' : 'canvas-view is-over'}
        data-canvas=""
        tabIndex={0}
        role="group"
        aria-label={t('designer.canvas')}
        aria-description={t('designer.canvasHint')}
        onScroll={(event) => setScroll({ x: event.currentTarget.scrollLeft, y: event.currentTarget.scrollTop })}
        onDoubleClick={() => document.querySelector<HTMLElement>('[data-element-text]')?.focus()}
        {...handlers}
      >
        <div
          className="canvas-room"
          style={{ width: page.width * scale + 2 * margin.x, height: page.height * scale + 2 * margin.y }}
        >
          <div
            ref={sheet}
            className="canvas-page"
            style={{ left: margin.x, top: margin.y, width: page.width * scale, height: page.height * scale }}
          >
            {address !== undefined && <img src={address} alt="" draggable={false} />}
            <Overlay
              page={page}
              scale={scale}
              elements={listElements(design)}
              selected={design.selected}
              hovered={shown.hovered}
              guides={shown.guides}
              marquee={shown.marquee}
              noted={new Set(preview.notes.map(({ element }) => element))}
              resting={shown.resting}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** How large the page may be in this view; only what is new is told, since that draws everything again. */
function useFit(pageWidth: number, pageHeight: number, width: number, height: number): void {
  useEffect(() => {
    if (width === 0 || height === 0) return;
    const fit = fitZoom({ width: pageWidth, height: pageHeight }, { width, height }, MARGIN);
    if (useDesigner.getState().fit !== fit) useDesigner.setState({ fit });
  }, [pageWidth, pageHeight, width, height]);
}

/** Ctrl and the wheel: what is below the pointer stays there. */
function useWheelZoom(
  view: React.RefObject<HTMLElement | null>,
  sheet: React.RefObject<HTMLElement | null>,
  scale: number,
  margin: Point,
): void {
  const anchor = useRef<{ readonly point: Point; readonly below: Point } | null>(null);
  useEffect(() => {
    const box = view.current;
    if (box === null) return;
    const handle = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault(); // the browser would zoom the desk
      const corner = sheet.current?.getBoundingClientRect();
      const edge = box.getBoundingClientRect();
      const { zoom, fit } = useDesigner.getState();
      const before = zoom ?? fit;
      const after = limitZoom(before * Math.exp(-event.deltaY / 400));
      anchor.current = {
        point: {
          x: (event.clientX - (corner?.x ?? 0)) / scaleOf(before),
          y: (event.clientY - (corner?.y ?? 0)) / scaleOf(before),
        },
        below: { x: event.clientX - edge.x, y: event.clientY - edge.y },
      };
      setZoom(after);
    };
    box.addEventListener('wheel', handle, { passive: false });
    return () => box.removeEventListener('wheel', handle);
  }, [view, sheet]);
  useLayoutEffect(() => {
    const kept = anchor.current;
    anchor.current = null;
    if (kept === null) return;
    const to = scrollFor(kept.point, kept.below, margin, scale);
    view.current?.scrollTo(to.x, to.y);
  }, [view, scale, margin]);
}

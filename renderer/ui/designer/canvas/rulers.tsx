import type { Point, Size } from '../state/geometry.ts';
import { spaceTicks } from '../state/zoom.ts';

const THICK = 20;

/** Rulers in millimetres along the view, from the page's corner; marks show where the pointer and the selection are. */
export function Rulers(props: {
  readonly view: Size;
  /** Pixels of the view at which the page's corner is. */
  readonly origin: Point;
  readonly scale: number;
  readonly pointer: Point | null;
}) {
  return (
    <>
      <Ruler axis="x" length={props.view.width} origin={props.origin.x} scale={props.scale} at={props.pointer?.x} />
      <Ruler axis="y" length={props.view.height} origin={props.origin.y} scale={props.scale} at={props.pointer?.y} />
    </>
  );
}

function Ruler(props: {
  readonly axis: 'x' | 'y';
  readonly length: number;
  readonly origin: number;
  readonly scale: number;
  readonly at: number | undefined;
}) {
  const { axis, length, origin, scale, at } = props;
  const { label, tick } = spaceTicks(scale);
  const first = Math.ceil(-origin / scale / tick);
  const last = Math.floor((length - origin) / scale / tick);
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const value = Math.round((first + index) * tick * 10) / 10;
    return { value, at: origin + value * scale, labelled: Math.abs(value / label - Math.round(value / label)) < 1e-6 };
  });
  const across = axis === 'x';
  return (
    <svg
      className={`ruler ruler-${axis}`}
      width={across ? length : THICK}
      height={across ? THICK : length}
      aria-hidden="true"
    >
      {ticks.map((one) => {
        const from = one.labelled ? 4 : 13;
        return across ? (
          <line key={one.value} x1={one.at} x2={one.at} y1={from} y2={THICK} />
        ) : (
          <line key={one.value} y1={one.at} y2={one.at} x1={from} x2={THICK} />
        );
      })}
      {ticks
        .filter(({ labelled }) => labelled)
        .map((one) => (
          <text
            key={one.value}
            x={across ? one.at + 3 : 0}
            y={across ? 10 : 0}
            transform={across ? undefined : `translate(10 ${one.at - 3}) rotate(-90)`}
          >
            {one.value}
          </text>
        ))}
      {at !== undefined &&
        (across ? (
          <line className="here" x1={at} x2={at} y2={THICK} />
        ) : (
          <line className="here" y1={at} y2={at} x2={THICK} />
        ))}
    </svg>
  );
}

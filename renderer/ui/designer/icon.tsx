/** Small drawings on buttons, 16 × 16, in the colour of the text. */
const paths = {
  alignLeft: 'M2 1v14 M5 4h8v3H5z M5 9h5v3H5z',
  alignCenter: 'M8 1v14 M3 4h10v3H3z M5 9h6v3H5z',
  alignRight: 'M14 1v14 M3 4h8v3H3z M6 9h5v3H6z',
  alignTop: 'M1 2h14 M4 5v8h3V5z M9 5v5h3V5z',
  alignMiddle: 'M1 8h14 M4 3v10h3V3z M9 5v6h3V5z',
  alignBottom: 'M1 14h14 M4 3v8h3V3z M9 6v5h3V6z',
  spreadX: 'M1.5 1v14 M14.5 1v14 M6 4h4v8H6z',
  spreadY: 'M1 1.5h14 M1 14.5h14 M4 6v4h8V6z',
  undo: 'M6 3L2.5 6.5 6 10 M3 6.5h6.5a4 4 0 0 1 0 8H6',
  redo: 'M10 3l3.5 3.5L10 10 M13 6.5H6.5a4 4 0 0 0 0 8H10',
  text: 'M3 4V2.5h10V4 M8 2.5v11 M6 13.5h4',
  stack: 'M2 3h12 M2 6h8 M2 10h12 M2 13h6',
  qr: 'M2 2h5v5H2z M9 2h5v5H9z M2 9h5v5H2z M9.5 9.5h1v1h-1z M13 9.5h1v1h-1z M9.5 13h1v1h-1z M12 12h2v2h-2z',
  barcode: 'M2 3v10 M4 3v10 M7 3v10 M8.5 3v10 M11 3v10 M14 3v10',
  image: 'M1.5 3h13v10h-13z M1.5 11l4-4 4 4 2-2 3 3 M11 6.2h.5',
  photo: 'M8 8.2a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4z M2.5 14c.5-3 2.6-4.2 5.5-4.2s5 1.2 5.5 4.2',
  rect: 'M2 3.5h12v9H2z',
  ellipse: 'M8 3.5c3.6 0 6.2 2 6.2 4.5s-2.6 4.5-6.2 4.5S1.8 10.5 1.8 8 4.4 3.5 8 3.500z',
  line: 'M2 13L14 3',
  eye: 'M1.5 8s2.3-4.5 6.5-4.500S14.5 8 14.5 8s-2.3 4.5-6.5 4.500S1.5 8 1.5 8z M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  eyeOff: 'M1.5 8s2.3-4.5 6.5-4.500S14.5 8 14.5 8s-2.3 4.5-6.5 4.500S1.5 8 1.5 8z M2.5 13.500l11-11',
  lock: 'M3.5 7.500h9v6h-9z M5.5 7.500V5a2.5 2.5 0 0 1 5 0v2.5',
  unlock: 'M3.5 7.500h9v6h-9z M5.5 7.500V5a2.5 2.5 0 0 1 4.8-1',
  up: 'M8 13V3 M4 7l4-4 4 4',
  down: 'M8 3v10 M4 9l4 4 4-4',
  top: 'M3 2h10 M8 14V5 M4 9l4-4 4 4',
  bottom: 'M3 14h10 M8 2v9 M4 7l4 4 4-4',
  plus: 'M8 3v10 M3 8h10',
  minus: 'M3 8h10',
  bin: 'M3 4.500h10 M6 4.500V3h4v1.5 M4.5 4.500l.6 9h5.800l.6-9',
  copy: 'M5.5 5.500h8v8h-8z M10.5 5.500v-3h-8v8h3',
  turn: 'M12.5 5A5.5 5.5 0 1 0 13.5 8 M13 1.500V5H9.5',
  magnet: 'M3 2v6a5 5 0 0 0 10 0V2h-3v6a2 2 0 0 1-4 0V2z M3 5h3 M10 5h3',
  back: 'M10 3L5 8l5 5',
  warn: 'M8 2l6.5 11.500h-13z M8 6.500v3.5 M8 11.800v.2',
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** A button that is a drawing; its name is its title too. */
export function IconButton(props: {
  readonly icon: IconName;
  readonly name: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly keys?: string;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.name}
      title={props.keys === undefined ? props.name : `${props.name} (${props.keys})`}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

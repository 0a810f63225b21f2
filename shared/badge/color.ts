/** A colour of the layout: always `#rrggbb` in lower case, so that no back-end parses anything else. */
export type Hex = `#${string}`;

/**
 * Reads a colour as a server may give it: `#rgb`, `#rrggbb`, `#rrggbbaa` (alpha ignored), with or without `#`.
 * Returns null for anything else, null and empty included.
 */
export function parseColor(value: string | null | undefined): Hex | null {
  const digits = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\s*$/i.exec(value ?? '')?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  if (digits.length === 3) return `#${digits.replace(/./g, '$&$&')}`;
  return `#${digits.slice(0, 6)}`;
}

/** Relative luminance by WCAG 2: 0 is black, 1 is white. */
function computeLuminance(color: Hex): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio by WCAG 2, from 1 (the same) to 21 (black on white). */
export function computeContrast(one: Hex, other: Hex): number {
  const [light, dark] = [computeLuminance(one), computeLuminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const INK: Hex = '#111111';
const PAPER: Hex = '#ffffff';

/**
 * The colour of text on `background`. White is taken as soon as it is clearly readable for large text (3 : 1),
 * since on saturated colours it prints better than the black that the formula would prefer.
 */
export function chooseTextColor(background: Hex): Hex {
  return computeContrast(PAPER, background) >= 3 ? PAPER : INK;
}

/** Whether an area of this colour would be lost on white paper and needs an edge. */
export function isLostOnPaper(color: Hex): boolean {
  return computeContrast(PAPER, color) < 1.2;
}

/** The page for the hidden window: a sheet for each side, exactly of the badge's size, nothing loaded, no script. */
import type { BadgeLayout } from '../../../shared/badge/layout.ts';
import type { BadgeFonts } from './fonts.ts';
import { renderSvg } from './svg.ts';

/** A side is so much lower than its sheet, in mm: sizes that a driver rounds down would else push a line of it onto another one. */
const SPARE = 0.1;

/** Builds the page with the first `sides` sides. Letters are outlines and pictures lie in it, so nothing is waited for after it has loaded. */
export function buildPrintPage(layout: BadgeLayout, fonts: BadgeFonts, sides: number): string {
  const { width, height } = layout.page;
  const sheets = Array.from({ length: sides }, (_, side) => `<div>${renderSvg(layout, fonts, side)}</div>`);
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Badge</title>
<style>
@page { size: ${width}mm ${height}mm; margin: 0; }
html, body { margin: 0; padding: 0; background: #fff; }
body { width: ${width}mm; print-color-adjust: exact; }
div { width: ${width}mm; height: ${Math.round((height - SPARE) * 1000) / 1000}mm; overflow: hidden; break-inside: avoid; }
div + div { break-before: page; }
svg { display: block; width: ${width}mm; height: ${height}mm; }
</style>
</head>
<body>${sheets.join('')}</body>
</html>
`;
}

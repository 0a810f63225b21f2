import { encode } from 'uqr';
import { fillPattern } from './fields.ts';
import type { CodeItem } from './layout-items.ts';
import { resolvePaint, type Setting } from './layout-setting.ts';
import type { Box, ElementOf } from './template.ts';

/** A hand scanner types ASCII; more characters than these would make modules that no desk's printer resolves. */
const USABLE_CODE = /^[\x20-\x7e]{1,500}$/;
/** Modules below this many mm are noted. */
const SMALLEST_MODULE = 0.25;

/** The largest code that fits the box, centred; nothing when its text is empty or cannot be such a code (noted). */
export function layOutCode(element: ElementOf<'code'>, setting: Setting): CodeItem[] {
  const { content, now, notes } = setting;
  const text = fillPattern(element.text, 'auto', { content, now, draws: () => true });
  if (text === '') return [];
  if (!USABLE_CODE.test(text)) {
    notes.push({ kind: 'code-unusable', element: element.id });
    return [];
  }
  const modules = encode(text, { ecc: 'M', border: 0 }).data;
  const { box } = element;
  const size = Math.min(box.width, box.height) / (modules.length + 2 * element.quiet);
  const side = size * modules.length;
  if (size < SMALLEST_MODULE) notes.push({ kind: 'code-small', element: element.id, module: size });
  const bars = listBars(modules, box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, size);
  return [{ kind: 'code', turn: null, box: { ...box }, bars, color: resolvePaint(element.color, setting) }];
}

/** The dark modules as horizontal bars: fewer shapes than modules, and no seams inside a row. */
function listBars(modules: readonly (readonly boolean[])[], x: number, y: number, size: number): Box[] {
  return modules.flatMap((row, rowIndex) => {
    const bars: Box[] = [];
    for (let start = 0; start < row.length; start += 1) {
      if (row[start] !== true) continue;
      let end = start;
      while (row[end] === true) end += 1;
      bars.push({ x: x + start * size, y: y + rowIndex * size, width: (end - start) * size, height: size });
      start = end;
    }
    return bars;
  });
}

import type { QrItem } from '../../../shared/badge/layout.ts';

/** The dark modules as horizontal bars in mm: fewer shapes than modules, and no seams inside a row. */
export function listBars(item: QrItem): { x: number; y: number; width: number; height: number }[] {
  return item.modules.flatMap((row, rowIndex) => {
    const bars = [];
    for (let start = 0; start < row.length; start += 1) {
      if (row[start] !== true) continue;
      let end = start;
      while (row[end] === true) end += 1;
      bars.push({
        x: item.x + start * item.moduleSize,
        y: item.y + rowIndex * item.moduleSize,
        width: (end - start) * item.moduleSize,
        height: item.moduleSize,
      });
      start = end;
    }
    return bars;
  });
}

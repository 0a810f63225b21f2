/**
 * How a page is told to a driver of the operating system: by the sheet as it lies in the printer, and whether the page lies across
 * it. Drivers take "landscape" as a quarter turn of a sheet that they know upright; they know no A6 that is wider than high. A label
 * is what it is, wider than high or not, and a driver that is told "landscape" would turn it.
 */

export interface Sheet {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
}

export interface SheetChoice extends Sheet {
  readonly landscape: boolean;
}

/** Upright, in mm; what is sold as a label has none of these sizes. */
const OFFICE_SHEETS: readonly Sheet[] = [
  { width: 74, height: 105 }, // A7
  { width: 105, height: 148 },
  { width: 148, height: 210 },
  { width: 210, height: 297 },
  { width: 297, height: 420 },
  { width: 215.9, height: 279.4 }, // Letter
  { width: 215.9, height: 355.6 }, // Legal
  { width: 139.7, height: 215.9 }, // Statement
];

/** Sizes that differ by less are one: drivers keep tenths of a millimetre or hundredths of an inch. */
export const SHEET_TOLERANCE = 0.6;

/** Chooses for a page in mm; `known` are sheets that the driver says it takes. */
export function chooseSheet(page: Sheet, known: readonly Sheet[] = []): SheetChoice {
  const upright = [...known, ...OFFICE_SHEETS];
  if (known.some((sheet) => isSame(sheet, page))) return { ...page, landscape: false };
  const across = { width: page.height, height: page.width };
  if (upright.some((sheet) => sheet.width <= sheet.height && isSame(sheet, across)))
    return { ...across, landscape: true };
  return { ...page, landscape: false };
}

/** Whether it is a sheet of an office printer, upright or not; labels are not. */
export function isOfficeSheet(page: Sheet): boolean {
  return OFFICE_SHEETS.some(
    (sheet) => isSame(sheet, page) || isSame(sheet, { width: page.height, height: page.width }),
  );
}

/** Whether one of them has the page's size, upright or across. */
export function takesSheet(known: readonly Sheet[], page: Sheet): boolean {
  return known.some((sheet) => isSame(sheet, page) || isSame(sheet, { width: page.height, height: page.width }));
}

function isSame(left: Sheet, right: Sheet): boolean {
  return (
    Math.abs(left.width - right.width) <= SHEET_TOLERANCE && Math.abs(left.height - right.height) <= SHEET_TOLERANCE
  );
}

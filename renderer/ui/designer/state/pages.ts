/** Sizes of pages that are chosen by name, in mm, upright where that is how they are sold. */
import type { Size } from './geometry.ts';

export const PAGES = [
  { id: 'a6', width: 105, height: 148 },
  { id: 'a7', width: 74, height: 105 },
  { id: 'fourByThree', width: 76.2, height: 101.6 },
  { id: 'card', width: 54, height: 86 },
  { id: 'roll62', width: 62, height: 100 },
  { id: 'label89', width: 36, height: 89 },
  { id: 'label100', width: 100, height: 150 },
] as const;
export type PageName = (typeof PAGES)[number]['id'];
export type Orientation = 'portrait' | 'landscape';

/** Which of the named sizes it is, either way up; null = another one. */
export function namePage(size: Size): PageName | null {
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  const found = PAGES.find((page) => Math.abs(page.width - short) < 0.05 && Math.abs(page.height - long) < 0.05);
  return found?.id ?? null;
}

export function orientationOf(size: Size): Orientation {
  return size.width > size.height ? 'landscape' : 'portrait';
}

export function orientPage(size: Size, orientation: Orientation): Size {
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  return orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short };
}

export function findPage(name: PageName, orientation: Orientation): Size {
  const page = PAGES.find(({ id }) => id === name);
  if (page === undefined) throw new Error(`no page is called ${name}`);
  return orientPage(page, orientation);
}

import { createRequire } from 'node:module';
import path from 'node:path';
import { type BadgeFonts, loadFonts } from '../../../electron/host/printing/fonts.ts';

/** The folder of the font package, in which the files lie as its authors put them. */
export const interFolder = path.dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'),
);

let loading: Promise<BadgeFonts> | undefined;

/** The real fonts, opened once for all tests of a file. */
export function loadInter(): Promise<BadgeFonts> {
  loading ??= loadFonts(interFolder);
  return loading;
}

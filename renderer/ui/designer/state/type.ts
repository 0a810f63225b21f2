/** Sizes and families of letters. */
import type { Family } from '../../../../shared/badge/fonts.ts';
import type { TextStyle } from '../../../../shared/badge/template.ts';

export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  inter: 'Inter',
  'roboto-condensed': 'Roboto Condensed',
  montserrat: 'Montserrat',
  'pt-serif': 'PT Serif',
};

/** Sets one of the three sizes and takes the others along where they would be out of order. */
export function resizeType(size: TextStyle['size'], name: keyof TextStyle['size'], value: number): TextStyle['size'] {
  switch (name) {
    case 'max':
      return { max: value, comfortable: Math.min(size.comfortable, value), min: Math.min(size.min, value) };
    case 'comfortable':
      return { max: Math.max(size.max, value), comfortable: value, min: Math.min(size.min, value) };
    case 'min':
      return { max: Math.max(size.max, value), comfortable: Math.max(size.comfortable, value), min: value };
  }
}

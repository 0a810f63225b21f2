/**
 * The shape that a translation has to have: every key of the Russian words, each a text. Russian has the plural forms
 * `_few` and `_many`, which other languages do without.
 */
export type Words<T> = {
  readonly [K in keyof T as K extends `${string}_few` | `${string}_many` ? never : K]: T[K] extends string
    ? string
    : Words<T[K]>;
};

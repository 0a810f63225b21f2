declare module 'virtual:feed-validators' {
  /** A function compiled by ajv: true when the row fits; else its `errors` say why. */
  interface Validator {
    (row: unknown): boolean;
    errors?: readonly { readonly instancePath: string; readonly keyword: string; readonly message?: string }[] | null;
  }
  export const participants: Validator;
  export const badges: Validator;
  export const orderitems: Validator;
}

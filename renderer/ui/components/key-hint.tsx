/** The key that does the same as the button it stands in; not part of the button's name. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <kbd aria-hidden="true" className="key-hint">
      {keys}
    </kbd>
  );
}

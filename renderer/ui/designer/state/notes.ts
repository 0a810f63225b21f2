/** What a note of the layout is about; the host tells it as a text that begins with its kind. */
export const NOTES = ['cut', 'replaced', 'code-unusable', 'code-small'] as const;

export function readNote(note: string): (typeof NOTES)[number] | 'other' {
  return NOTES.find((kind) => note.startsWith(kind)) ?? 'other';
}

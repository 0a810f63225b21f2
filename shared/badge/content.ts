/** What one badge says. Any text may be empty, endless or odd; the layout copes. */
export interface BadgeContent {
  names: { last: string; first: string; father?: string | undefined };
  company?: string | undefined;
  position?: string | undefined;
  /** The colour is as the server gave it: null and nonsense are allowed. */
  status: { title: string; color: string | null } | null;
  /** Title of the event's part, null where the event has none. */
  part: string | null;
  /** Text of the QR code, see `qrTextFor`; empty means none. */
  code: string;
}

/** What a template may name in braces. */
export const contentFields = ['first', 'last', 'father', 'company', 'position', 'status', 'part'] as const;
export type ContentField = (typeof contentFields)[number];

/** Longer texts are cut before any work is done on them: no badge holds this much, and a field may hold 10 MB. */
export const LONGEST_FIELD = 2000;

/** The text of one field, cut to a sane length; empty when it is missing. */
export function readField(content: BadgeContent, field: ContentField): string {
  const texts: Record<ContentField, string | null | undefined> = {
    first: content.names.first,
    last: content.names.last,
    father: content.names.father,
    company: content.company,
    position: content.position,
    status: content.status?.title,
    part: content.part,
  };
  return (texts[field] ?? '').slice(0, LONGEST_FIELD);
}

/** Replaces `{field}` by the field's text. A missing field leaves nothing behind. */
export function fillPattern(pattern: string, content: BadgeContent): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const field = contentFields.find((known) => known === name);
    return field === undefined ? '' : readField(content, field);
  });
}

/** The names in braces of a pattern that are no field: a template with such a pattern is refused. */
export function findUnknownFields(pattern: string): string[] {
  return Array.from(pattern.matchAll(/\{([^}]*)\}/g), (match) => match[1] ?? '').filter(
    (name) => !contentFields.some((known) => known === name),
  );
}

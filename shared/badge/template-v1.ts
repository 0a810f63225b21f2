/** Format 1 of templates, as files and stations may still hold it, and its way to format 2. */
import { z } from 'zod';

const length = z.number().positive().max(2000);
const box = z.object({ x: z.number().min(0), y: z.number().min(0), width: length, height: length });
const paint = z.string().regex(/^(status|on-status|#[0-9a-f]{6})$/);
const needs = z.array(z.enum(['first', 'last', 'father', 'company', 'position', 'status', 'part'])).default([]);
const valign = z.enum(['top', 'middle', 'bottom']);

const textStyle = {
  text: z.string().max(500),
  weight: z.literal([400, 600, 700]),
  size: z.object({ max: length, comfortable: length, min: length }),
  maxLines: z.int(),
  lineHeight: z.number(),
  align: z.enum(['left', 'center', 'right']),
  color: paint,
  uppercase: z.boolean().default(false),
};

const elementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rect'), box, fill: paint, needs }),
  z.object({ kind: z.literal('text'), box, valign, needs, ...textStyle }),
  z.object({
    kind: z.literal('stack'),
    box,
    valign,
    gap: z.number(),
    needs,
    texts: z.array(z.object({ share: z.number(), ...textStyle })).max(20),
  }),
  z.object({ kind: z.literal('qr'), box, quiet: z.int(), color: paint, needs }),
]);
type ElementV1 = z.infer<typeof elementSchema>;

export const templateV1Schema = z.object({
  version: z.literal(1),
  name: z.string().max(200),
  page: z.object({ width: length, height: length }),
  noStatusColor: z.string(),
  elements: z.array(elementSchema).max(200),
});

/** The same badge in format 2. What format 2 does not allow, its own schema says. */
export function migrateTemplate(old: z.infer<typeof templateV1Schema>): unknown {
  return {
    version: 2,
    name: old.name,
    page: old.page,
    noStatusColor: old.noStatusColor,
    images: {},
    front: old.elements.map(migrateElement),
    back: null,
  };
}

/** What format 1 could not say. */
const newInText = { locale: 'auto', family: 'inter', hyphenate: false };

function migrateElement({ needs: needed, ...element }: ElementV1, index: number): unknown {
  const common = {
    id: `e${index + 1}`,
    label: '',
    turn: 0,
    locked: false,
    hidden: false,
    when: needed.map((field) => ({ kind: 'field', field, present: true })),
  };
  switch (element.kind) {
    case 'rect':
      return { ...common, ...element, stroke: null, radius: 0 };
    case 'text':
      return { ...common, ...newInText, ...element };
    case 'stack':
      return { ...common, ...element, texts: element.texts.map((style) => ({ ...newInText, ...style })) };
    case 'qr':
      return { ...common, ...element, kind: 'code', symbology: 'qr', text: '{code}', readable: false };
  }
}

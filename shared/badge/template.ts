/**
 * A badge template: what stands where, in millimetres from the page's upper left corner.
 *
 * Templates are stored and exchanged as JSON: what comes in is parsed with `badgeTemplateSchema`, which brings older formats
 * to this one and refuses what could not be laid out (an element outside the page, a minimum above the maximum, a picture
 * that is not there).
 */
import { z } from 'zod';
import { findUnknownFields, isKnownField } from './fields.ts';
import { families } from './fonts.ts';
import { checkTemplate } from './template-rules.ts';
import { migrateTemplate, templateV1Schema } from './template-v1.ts';

const length = z.number().positive().max(2000);
const extent = z.number().min(0).max(2000);
/** A turned box may begin outside the page: what counts is where it ends up. */
const position = z.number().min(-2000).max(2000);
const identifier = z.string().regex(/^[\w-]{1,64}$/);
const hex = z.templateLiteral(['#', z.string()]).refine((color) => /^#[0-9a-f]{6}$/.test(color), {
  message: 'A colour is written #rrggbb in lower case',
});

const boxSchema = z.object({ x: position, y: position, width: extent, height: extent });
export type Box = z.infer<typeof boxSchema>;

/** A fixed colour, the status's colour, or the colour that is readable on the status's colour. */
const paintSchema = z.union([z.literal('status'), z.literal('on-status'), hex]);
export type Paint = z.infer<typeof paintSchema>;

const strokeSchema = z.object({ color: paintSchema, width: z.number().positive().max(50) });
export type Stroke = z.infer<typeof strokeSchema>;

const conditionSchema = z.discriminatedUnion('kind', [
  /** By title and without case: templates travel between events. Holds when one of the titles is the person's. */
  z.object({
    kind: z.enum(['status', 'part', 'product']),
    titles: z.array(z.string().max(200)).max(50),
    not: z.boolean(),
  }),
  /** By the name that stands in braces: `company`, `field:Table`. */
  z.object({
    kind: z.literal('field'),
    field: z.string().refine(isKnownField, 'The condition names an unknown field'),
    present: z.boolean(),
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;

const pattern = z
  .string()
  .max(500)
  .refine((text) => findUnknownFields(text).length === 0, 'The text names an unknown field');

const textStyle = {
  /** Text with fields in braces: `{first} {father}`. */
  text: pattern,
  /** Which spelling it reads, see fields.ts. */
  locale: z.enum(['auto', 'ru', 'en', 'other']),
  family: z.enum(families),
  weight: z.literal([400, 600, 700]),
  /** Font sizes in mm. Below `comfortable` another line is tried before the text gets smaller; below `min` words break. */
  size: z
    .object({ max: length, comfortable: length, min: length })
    .refine(
      (size) => size.min <= size.comfortable && size.comfortable <= size.max,
      'Sizes must be min ≤ comfortable ≤ max',
    ),
  maxLines: z.int().min(1).max(20),
  /** Words may be broken between syllables before the text gets uncomfortably small. */
  hyphenate: z.boolean(),
  /** Distance of baselines as a multiple of the font size. */
  lineHeight: z.number().min(0.8).max(3),
  align: z.enum(['left', 'center', 'right']),
  color: paintSchema,
  uppercase: z.boolean(),
};

const common = {
  /** Unique in the template. */
  id: identifier,
  /** The layer's name in the designer; empty: named by its kind. */
  label: z.string().max(200),
  box: boxSchema,
  /** Degrees clockwise about the middle of the box; 90 and 270 swap its width and height there. */
  turn: z.literal([0, 90, 180, 270]),
  /** The designer leaves it where it is. */
  locked: z.boolean(),
  /** Not printed. */
  hidden: z.boolean(),
  /** All must hold. */
  when: z.array(conditionSchema).max(20),
};
const valign = z.enum(['top', 'middle', 'bottom']);
const fillAndStroke = { fill: paintSchema.nullable(), stroke: strokeSchema.nullable() };

export const symbologies = ['qr', 'code128', 'code39', 'ean13', 'datamatrix', 'pdf417', 'aztec'] as const;
export type Symbology = (typeof symbologies)[number];

const elementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...common, valign, ...textStyle }),
  /** Texts below each other: an empty one leaves no hole, the others get its room. */
  z.object({
    kind: z.literal('stack'),
    ...common,
    valign,
    gap: z.number().min(0).max(100),
    /** `share` is the part of the height that a text may take at most, in proportion to its present neighbours. */
    texts: z
      .array(z.object({ share: z.number().positive().max(10_000), ...textStyle }))
      .min(1)
      .max(20),
  }),
  z.object({ kind: z.literal('rect'), ...common, ...fillAndStroke, radius: extent }),
  z.object({ kind: z.literal('ellipse'), ...common, ...fillAndStroke }),
  /** A diagonal of the box, whose width or height may be 0. */
  z.object({ kind: z.literal('line'), ...common, from: z.enum(['top-left', 'bottom-left']), stroke: strokeSchema }),
  /** As large as fits, centred; `quiet` is the white margin in modules, inside the box. */
  z.object({
    kind: z.literal('code'),
    ...common,
    symbology: z.enum(symbologies),
    text: pattern,
    quiet: z.int().min(0).max(20),
    color: paintSchema,
    /** The text below the bars; of bar codes only. */
    readable: z.boolean(),
  }),
  z.object({ kind: z.literal('image'), ...common, image: identifier, fit: z.enum(['contain', 'cover']) }),
  z.object({
    kind: z.literal('photo'),
    ...common,
    shape: z.enum(['rect', 'ellipse']),
    fit: z.literal('cover'),
    /** What stands in for a missing photo. */
    placeholder: z.enum(['initials', 'none']),
  }),
]);

/** A picture of the template itself; all of a template together have at most 4 MB. */
const imageSchema = z.object({
  type: z.enum(['image/png', 'image/jpeg']),
  /** Pixels. */
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  data: z
    .string()
    .min(1)
    .max(6_000_000)
    .refine((data) => /^[A-Za-z0-9+/]+={0,2}$/.test(data), 'The picture is not base64'),
});
export type TemplateImage = z.infer<typeof imageSchema>;

const side = z.array(elementSchema).max(200);

const currentSchema = z
  .object({
    version: z.literal(2),
    name: z.string().max(200),
    /** Millimetres. */
    page: z.object({ width: length.min(5), height: length.min(5) }),
    /** Stands in for the status's colour when it has none or a nonsensical one. */
    noStatusColor: hex,
    images: z.record(identifier, imageSchema),
    /** The first element is the lowest. */
    front: side,
    /** Null: one side. */
    back: side.nullable(),
  })
  .superRefine((template, context) => {
    for (const { message, path } of checkTemplate(template)) context.addIssue({ code: 'custom', message, path });
  });

/** Parses a template of any format there has been, and gives it in the newest one. */
export const badgeTemplateSchema = z.preprocess((value, context): unknown => {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return value;
  const old = templateV1Schema.safeParse(value);
  if (old.success) return migrateTemplate(old.data);
  for (const { message, path } of old.error.issues) context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
}, currentSchema);

export type BadgeTemplate = z.infer<typeof currentSchema>;
export type BadgeElement = z.infer<typeof elementSchema>;
export type ElementOf<Kind extends BadgeElement['kind']> = Extract<BadgeElement, { kind: Kind }>;
/** How a text is set, whether it stands alone or in a stack. */
export type TextStyle = Omit<ElementOf<'stack'>['texts'][number], 'share'>;

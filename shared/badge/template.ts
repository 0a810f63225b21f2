import { z } from 'zod';
import { contentFields, findUnknownFields } from './content.ts';

/**
 * A badge template: what stands where, in millimetres from the page's upper left corner.
 * Templates are stored and exchanged as JSON: what comes in is parsed with `badgeTemplateSchema`, which also refuses
 * what could not be laid out (a box outside the page, a minimum above the maximum).
 */

/** Boxes may miss the page's edge by a rounding error, not by anything that a printer can show. */
const TOLERANCE = 1e-6;

const length = z.number().positive().max(2000);

const boxSchema = z.object({ x: z.number().min(0), y: z.number().min(0), width: length, height: length });

/** A fixed colour, the status's colour, or the colour that is readable on the status's colour. */
const paintSchema = z
  .union([z.literal('status'), z.literal('on-status'), z.templateLiteral(['#', z.string()])])
  .refine(
    (paint) => !paint.startsWith('#') || /^#[0-9a-f]{6}$/.test(paint),
    'A colour is written #rrggbb in lower case',
  );

const needs = z.array(z.enum(contentFields)).default([]);

const textStyle = {
  /** Text with fields in braces: `{first} {father}`. */
  text: z
    .string()
    .max(500)
    .refine((text) => findUnknownFields(text).length === 0, 'The text names an unknown field'),
  weight: z.literal([400, 600, 700]),
  /** Font sizes in mm. Below `comfortable` another line is tried before the text gets smaller; below `min` words break. */
  size: z
    .object({ max: length, comfortable: length, min: length })
    .refine(
      (size) => size.min <= size.comfortable && size.comfortable <= size.max,
      'Sizes must be min ≤ comfortable ≤ max',
    ),
  maxLines: z.int().min(1).max(20),
  /** Distance of baselines as a multiple of the font size. */
  lineHeight: z.number().min(0.8).max(3),
  align: z.enum(['left', 'center', 'right']),
  color: paintSchema,
  uppercase: z.boolean().default(false),
};

const valign = z.enum(['top', 'middle', 'bottom']);

const elementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rect'), box: boxSchema, fill: paintSchema, needs }),
  z.object({ kind: z.literal('text'), box: boxSchema, valign, needs, ...textStyle }),
  /** Texts below each other: an empty one leaves no hole, the others get its room. */
  z.object({
    kind: z.literal('stack'),
    box: boxSchema,
    valign,
    gap: z.number().min(0).max(100),
    needs,
    /** `share` is the part of the height that a text may take at most, in proportion to its present neighbours. */
    texts: z
      .array(z.object({ share: z.number().positive(), ...textStyle }))
      .min(1)
      .max(20),
  }),
  /** The largest square that fits, centred; `quiet` is the white margin in modules, inside the box. */
  z.object({ kind: z.literal('qr'), box: boxSchema, quiet: z.int().min(0).max(10), color: paintSchema, needs }),
]);

export const badgeTemplateSchema = z
  .object({
    version: z.literal(1),
    name: z.string().max(200),
    /** Millimetres. */
    page: z.object({ width: length, height: length }),
    /** Stands in for the status's colour when it has none or a nonsensical one. */
    noStatusColor: z.string().regex(/^#[0-9a-f]{6}$/),
    elements: z.array(elementSchema).max(200),
  })
  .superRefine((template, context) => {
    template.elements.forEach((element, index) => {
      const { box } = element;
      const fits =
        box.x + box.width <= template.page.width + TOLERANCE && box.y + box.height <= template.page.height + TOLERANCE;
      if (!fits)
        context.addIssue({ code: 'custom', message: 'The box leaves the page', path: ['elements', index, 'box'] });
      if (element.kind === 'stack' && element.gap * (element.texts.length - 1) >= box.height) {
        context.addIssue({ code: 'custom', message: 'The gaps leave no room', path: ['elements', index, 'gap'] });
      }
    });
  });

export type BadgeTemplate = z.infer<typeof badgeTemplateSchema>;
export type BadgeElement = z.infer<typeof elementSchema>;
export type TextElement = Extract<BadgeElement, { kind: 'text' }>;
export type StackElement = Extract<BadgeElement, { kind: 'stack' }>;
export type Paint = z.infer<typeof paintSchema>;
export type Box = z.infer<typeof boxSchema>;
/** How a text is set, whether it stands alone or in a stack. */
export type TextStyle = Omit<StackElement['texts'][number], 'share'>;

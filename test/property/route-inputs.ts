/** Inputs of routes, from their own schemas: whole ones, ones that are nearly whole, and ones that are nothing of the kind. */
import fc from 'fast-check';
import { z } from 'zod';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Node = Readonly<Record<string, unknown>>;

/** Deeper than any input: what refers to itself ends here. */
const DEEPEST = 6;

/** What the schema describes. Refinements are not in it: some of these are refused all the same. */
export function wholeInputs(schema: z.ZodType): fc.Arbitrary<Json> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
  return arbitraryOf(root, root, 0);
}

/** A whole input with one thing wrong: a value of another kind, one too many, one too few. */
export function spoiltInputs(schema: z.ZodType): fc.Arbitrary<Json> {
  return fc
    .tuple(wholeInputs(schema), fc.nat({ max: 10_000 }), hostile, fc.constantFrom('replace', 'add', 'drop', 'double'))
    .map(([whole, place, wrong, how]) => spoil(whole, place, wrong, how));
}

/** Bodies that are no JSON, or JSON of anything. */
export const strangeBodies: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.tuple(fc.json(), fc.nat({ max: 200 })).map(([json, at]) => json.slice(0, at)),
  fc.constantFrom(
    'null',
    '[]',
    '{}',
    '"',
    '{"epoch":',
    '\u0000',
    '[[[[[[[[',
    'NaN',
    '1e999',
    '{"__proto__":{"epoch":1}}',
  ),
  fc.constantFrom(100, 6000).map((deep) => '['.repeat(deep) + ']'.repeat(deep)),
  fc.constantFrom(100, 6000).map((deep) => `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`),
);

/** Values that have broken programs. */
const hostile: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, -0),
  fc.constantFrom<Json>(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '__proto__',
    'constructor',
    'toString',
    'id:NaN',
    'id:-1',
  ),
  fc.constantFrom<Json>(
    '../../../etc/passwd',
    '..\\..\\vault',
    '%2e%2e%2f',
    '%252e%252e',
    'C:\\vault',
    '/vault',
    'file:///vault',
  ),
  fc.constantFrom<Json>('<script>', '${7*7}', '=1+1', '\r\nX: y', '^XA^XZ', 'x'.repeat(20_000), '🏳️‍🌈'.repeat(100)),
  fc.constantFrom<Json>(
    [],
    {},
    [[]],
    Array<Json>(1500).fill(1),
    { length: 5 },
    { then: 1 },
    JSON.parse('{"__proto__":{"x":1}}') as Json,
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

function arbitraryOf(node: Node, root: Node, depth: number): fc.Arbitrary<Json> {
  if (typeof node['$ref'] === 'string') {
    if (depth > DEEPEST) return fc.constant(null);
    return arbitraryOf(find(root, node['$ref']), root, depth + 1);
  }
  if ('const' in node) return fc.constant(node['const'] as Json);
  if (Array.isArray(node['enum'])) return fc.constantFrom(...(node['enum'] as Json[]));
  const choices = node['anyOf'] ?? node['oneOf'];
  if (Array.isArray(choices)) return fc.oneof(...(choices as Node[]).map((one) => arbitraryOf(one, root, depth)));
  if (Array.isArray(node['allOf'])) return arbitraryOf((node['allOf'] as Node[])[0] ?? {}, root, depth);
  switch (node['type']) {
    case 'string':
      return textOf(node);
    case 'integer':
    case 'number':
      return numberOf(node, node['type'] === 'integer');
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listOf(node, root, depth);
    case 'object':
      return recordOf(node, root, depth);
    default:
      return fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>;
  }
}

function textOf(node: Node): fc.Arbitrary<string> {
  if (node['contentEncoding'] === 'base64' || node['format'] === 'base64') return fc.base64String({ maxLength: 200 });
  if (typeof node['pattern'] === 'string') return fc.stringMatching(new RegExp(node['pattern']), { maxLength: 64 });
  const minLength = typeof node['minLength'] === 'number' ? node['minLength'] : 0;
  const maxLength = Math.max(minLength, Math.min(20, typeof node['maxLength'] === 'number' ? node['maxLength'] : 20));
  return fc.oneof(fc.string({ minLength, maxLength }), fc.string({ minLength, maxLength, unit: 'grapheme' }));
}

function numberOf(node: Node, whole: boolean): fc.Arbitrary<number> {
  const read = (name: string, other: number): number => (typeof node[name] === 'number' ? node[name] : other);
  const min = Math.max(read('minimum', -1e6), read('exclusiveMinimum', -1e6));
  const max = Math.min(read('maximum', 1e6), read('exclusiveMaximum', 1e6));
  if (whole) return fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
  return fc.double({ min, max, noNaN: true });
}

function listOf(node: Node, root: Node, depth: number): fc.Arbitrary<Json> {
  if (Array.isArray(node['prefixItems'])) {
    return fc.tuple(...(node['prefixItems'] as Node[]).map((one) => arbitraryOf(one, root, depth + 1)));
  }
  const minLength = typeof node['minItems'] === 'number' ? node['minItems'] : 0;
  const most = typeof node['maxItems'] === 'number' ? node['maxItems'] : 3;
  const maxLength = Math.max(minLength, Math.min(3, most));
  return fc.array(arbitraryOf((node['items'] ?? {}) as Node, root, depth + 1), { minLength, maxLength });
}

function recordOf(node: Node, root: Node, depth: number): fc.Arbitrary<Json> {
  const properties = (node['properties'] ?? {}) as Readonly<Record<string, Node>>;
  const others = node['additionalProperties'];
  if (Object.keys(properties).length === 0 && typeof others === 'object' && others !== null) {
    return fc.dictionary(fc.string({ maxLength: 12 }), arbitraryOf(others as Node, root, depth + 1), { maxKeys: 4 });
  }
  const required = Array.isArray(node['required']) ? (node['required'] as string[]) : [];
  const parts = Object.entries(properties).map(([name, one]) => [name, arbitraryOf(one, root, depth + 1)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: required });
}

function find(root: Node, ref: string): Node {
  let node: unknown = root;
  for (const part of ref.replace(/^#\/?/, '').split('/')) {
    if (part !== '' && typeof node === 'object' && node !== null) node = (node as Node)[part];
  }
  return (node ?? {}) as Node;
}

/** The same with the change at one of its places, counted from the outside in. */
function spoil(whole: Json, place: number, wrong: Json, how: string): Json {
  const places = listPlaces(whole, []);
  const path = places[place % places.length] ?? [];
  return change(whole, path, (value) => {
    if (how === 'double') return [value, value];
    if (how === 'add') return isRecord(value) ? { ...value, extra: wrong } : [value, wrong];
    if (how === 'drop' && isRecord(value)) return Object.fromEntries(Object.entries(value).slice(1));
    return wrong;
  });
}

function listPlaces(value: Json, at: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => listPlaces(one, [...at, key]))];
}

function change(value: Json, [key, ...rest]: readonly string[], by: (value: Json) => Json): Json {
  if (key === undefined) return by(value);
  if (Array.isArray(value))
    return value.map((one: Json, index) => (String(index) === key ? change(one, rest, by) : one));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === key ? change(one, rest, by) : one]),
  );
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A Vite plugin that compiles the schemas of the feeds' rows (shared/ruvents/rows.ts) into plain functions while building.
 * The engine validates 100,000 rows with them in some tens of milliseconds, and a strict CSP needs no exception
 * (docs/decisions/0004-validation.md). Import: `virtual:feed-validators`.
 */
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { z } from 'zod';
import type { Plugin } from 'vite';
import { badgeRowSchema, orderItemRowSchema, participantRowSchema } from '../shared/ruvents/rows.ts';

const NAME = 'virtual:feed-validators';
const RESOLVED = `\0${NAME}`;

export function feedValidators(): Plugin {
  return {
    name: 'stoika:feed-validators',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? compile() : undefined),
  };
}

function compile(): string {
  const ajv = new Ajv({ code: { source: true, esm: true }, allErrors: false, strict: false });
  // as input: a server may say more of a row than the document does, and such a row is not refused
  const options = { target: 'draft-7', io: 'input' } as const;
  ajv.addSchema(z.toJSONSchema(participantRowSchema, options), 'participants');
  ajv.addSchema(z.toJSONSchema(badgeRowSchema, options), 'badges');
  ajv.addSchema(z.toJSONSchema(orderItemRowSchema, options), 'orderitems');
  const code = standaloneCode.default(ajv, {
    participants: 'participants',
    badges: 'badges',
    orderitems: 'orderitems',
  });
  // ajv's helper for the length of a text in code points is the only thing that it would fetch at run time
  return code.replace(
    /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;?/g,
    'const $1 = (text) => text.length;',
  );
}

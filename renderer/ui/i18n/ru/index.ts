import { attention, deed } from './attention.ts';
import { common, failure, field, invalid, spelling } from './common.ts';
import { connection, desk, keys, progress } from './desk.ts';
import { create, participant, printing, runet } from './people.ts';
import { problem, refusal } from './problems.ts';
import { reason } from './reasons.ts';
import { refused } from './refused.ts';
import { settings } from './settings.ts';
import { elsewhere, signIn, start } from './start.ts';

export const ru = {
  attention,
  common,
  connection,
  create,
  deed,
  desk,
  elsewhere,
  failure,
  field,
  invalid,
  keys,
  participant,
  printing,
  problem,
  progress,
  reason,
  refusal,
  refused,
  runet,
  settings,
  signIn,
  spelling,
  start,
};

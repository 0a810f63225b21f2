import { attention, choice, deed } from './attention.ts';
import { camera } from './camera.ts';
import { common, failure, field, invalid, spelling } from './common.ts';
import { connection, desk, keys, progress } from './desk.ts';
import { detail } from './details.ts';
import { create, participant, printing, runet } from './people.ts';
import { problem } from './problems.ts';
import { reason } from './reasons.ts';
import { refusal } from './refusals.ts';
import { refused } from './refused.ts';
import { exchange, handOver, recovery } from './safekeeping.ts';
import { scan, scanner } from './scan.ts';
import { filter, found } from './search.ts';
import { settings } from './settings.ts';
import { elsewhere, signIn, start } from './start.ts';
import { closing, leaving, sync } from './sync.ts';

export const ru = {
  attention,
  camera,
  choice,
  closing,
  common,
  connection,
  create,
  deed,
  desk,
  detail,
  elsewhere,
  exchange,
  failure,
  field,
  filter,
  found,
  handOver,
  invalid,
  keys,
  leaving,
  participant,
  printing,
  problem,
  progress,
  reason,
  recovery,
  refusal,
  refused,
  runet,
  scan,
  scanner,
  settings,
  signIn,
  spelling,
  start,
  sync,
};

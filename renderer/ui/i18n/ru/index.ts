import { about } from './about.ts';
import { attention, choice, deed } from './attention.ts';
import { camera } from './camera.ts';
import { closed } from './closed.ts';
import { common, failure, field, invalid, spelling } from './common.ts';
import { connection, desk, keys, progress } from './desk.ts';
import { designer } from './designer.ts';
import { detail } from './details.ts';
import { health, report } from './health.ts';
import { create, participant, printing, runet } from './people.ts';
import { confirmation, job, printProblem, printQueue, printScreen, printTodo, question, reprint } from './printing.ts';
import { calibration, printerForm, printers, printRules } from './printing-setup.ts';
import { printBatch, printSheet, reprints } from './printing-work.ts';
import { problem } from './problems.ts';
import { reason } from './reasons.ts';
import { refusal } from './refusals.ts';
import { refused } from './refused.ts';
import { exchange, handOver, recovery } from './safekeeping.ts';
import { scan, scanner } from './scan.ts';
import { filter, found } from './search.ts';
import { settings } from './settings.ts';
import { stationKey } from './station-key.ts';
import { elsewhere, signIn, start } from './start.ts';
import { closing, leaving, sync } from './sync.ts';

export const ru = {
  about,
  attention,
  calibration,
  camera,
  choice,
  closed,
  closing,
  common,
  confirmation,
  connection,
  create,
  deed,
  designer,
  desk,
  detail,
  elsewhere,
  exchange,
  failure,
  field,
  filter,
  found,
  handOver,
  health,
  invalid,
  job,
  keys,
  leaving,
  participant,
  printBatch,
  printerForm,
  printers,
  printing,
  printProblem,
  printQueue,
  printRules,
  printScreen,
  printSheet,
  printTodo,
  problem,
  progress,
  question,
  reason,
  recovery,
  refusal,
  refused,
  report,
  reprint,
  reprints,
  runet,
  scan,
  scanner,
  settings,
  signIn,
  spelling,
  start,
  stationKey,
  sync,
};

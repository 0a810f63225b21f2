/** What goes wrong between a desk and its server, drawn for each request. */
import type { Fault } from '../faults/proxy.ts';
import { QUIET_TIME_MS } from '../../shared/sync/verify.ts';
import type { Chance } from './chance.ts';

export const FAULT_KINDS = [
  'lostRequest',
  'lostAnswer',
  'http500',
  'http502',
  'portal',
  'redirect',
  'truncate',
  'shorten',
  'reset',
  'drip',
  'delay',
  'late',
  'duplicate',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** The share of requests to which each happens; together at most 1. */
export type FaultMix = Readonly<Partial<Record<FaultKind, number>>>;

export const NO_FAULTS: FaultMix = {};

/** The figures: 20 % lost requests, 20 % lost answers, 10 % 5xx; and a little of all else. */
export const STORM: FaultMix = {
  lostRequest: 0.2,
  lostAnswer: 0.2,
  http500: 0.05,
  http502: 0.05,
  portal: 0.02,
  redirect: 0.01,
  truncate: 0.01,
  shorten: 0.01,
  reset: 0.01,
  drip: 0.01,
  delay: 0.02,
  late: 0.02,
  duplicate: 0.02,
};

/** Each share of the mix, so many times. */
export function scaleMix(mix: FaultMix, by: number): FaultMix {
  return Object.fromEntries(Object.entries(mix).map(([kind, share]) => [kind, share * by]));
}

/** @returns null: this request goes through */
export function drawFault(mix: FaultMix, chance: Chance): FaultKind | null {
  let draw = chance();
  for (const kind of FAULT_KINDS) {
    draw -= mix[kind] ?? 0;
    if (draw < 0) return kind;
  }
  return null;
}

const PAGE = '<!DOCTYPE html><html><title>Bad gateway</title></html>';
const WELCOME = '<html><title>Welcome to the Wi-Fi of the venue</title></html>';
/** A request that was cut is at the server within this share of the quiet time, or never. */
export const LATEST_SHARE = 0.6;

/** @param factor dilation: the quiet time is of the desk's clock, waits in the proxy are real */
export function makeFault(kind: FaultKind, chance: Chance, factor: number): Fault {
  const soon = (): number => (chance() * 0.4 * QUIET_TIME_MS) / factor;
  const either = (status: number, type: string, body: string): Fault =>
    chance() < 0.5 ? { kind: 'answer', status, type, body } : { kind: 'answerAfter', status, type, body };
  switch (kind) {
    case 'lostRequest':
      return { kind: 'dropBefore' };
    case 'lostAnswer':
      return { kind: 'dropAfter' };
    case 'http500':
      return either(500, 'text/plain', '');
    case 'http502':
      return either(502, 'text/html', PAGE);
    case 'portal':
      return either(200, 'text/html', WELCOME);
    case 'redirect':
      return { kind: 'answer', status: 302, type: 'text/html', body: '', location: 'http://127.0.0.1:9/elsewhere' };
    case 'truncate':
    case 'shorten':
    case 'reset':
    case 'duplicate':
      return { kind };
    case 'drip':
    case 'delay':
    case 'late':
      return { kind, ms: soon() };
  }
}

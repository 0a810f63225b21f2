/** This computer's clock against the server's. The server tells its time to the second and no zone. */
import type { HostHealth } from '../../../shared/contract/diagnostics-routes.ts';
import { parseServerTime } from '../../../shared/ruvents/time.ts';

type ClockSkew = NonNullable<HostHealth['clock']>;

/** Zones differ by whole quarters of an hour. */
const QUARTER_S = 900;

/**
 * @param text the server's own time, `Y-m-d H:i:s`
 * @param asked @param answered the station's clock around the question
 * @returns null when the server's word is no time
 */
export function compareClocks(text: string, asked: Date, answered: Date): ClockSkew | null {
  const serverTime = parseServerTime(text);
  if (serverTime === null) return null;
  const middle = (asked.getTime() + answered.getTime()) / 2;
  const here = middle / 1000 - new Date(middle).getTimezoneOffset() * 60;
  const there = Date.parse(`${serverTime.replace(' ', 'T')}Z`) / 1000 + 0.5; // it tells whole seconds: half of one has passed on average
  const apart = there - here;
  const quarters = Math.round(apart / QUARTER_S);
  return {
    ahead: Math.round(quarters * QUARTER_S - apart) + 0, // no minus zero
    zone: quarters * 15 + 0,
    serverTime,
    at: answered.toISOString(),
  };
}

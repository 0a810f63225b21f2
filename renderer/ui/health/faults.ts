/** Faults of this window reach the host's log: what failed and where, never with what data (shared/health/fault.ts). */
import { describeFault, describePlace, type Fault } from '../../../shared/health/fault.ts';
import { callHost } from '../state/host.ts';

/** The host that does not answer has a log of its own to write. */
export function reportFault(where: Fault['where'], error: unknown): void {
  void callHost('sighting', { what: 'fault', fault: { where, ...describeFault(error) } });
}

/** An error of another thread comes without its stack. */
export function reportFaultAt(
  where: Fault['where'],
  event: Pick<ErrorEvent, 'error' | 'filename' | 'lineno' | 'colno'>,
): void {
  const known = event.error instanceof Error;
  const described = known ? describeFault(event.error) : { name: 'ErrorEvent', code: null };
  const at = known ? describeFault(event.error).at : [...describePlace(event.filename, event.lineno, event.colno)];
  void callHost('sighting', { what: 'fault', fault: { where, ...described, at } });
}

/** Follows what nobody caught, for as long as the page lives. */
export function followFaults(page: Pick<Window, 'addEventListener'>): void {
  page.addEventListener('error', (event) => reportFaultAt('page', event));
  page.addEventListener('unhandledrejection', (event) => reportFault('promise', event.reason));
}

/** Signing out and leaving the event. What is unsent stays on this computer; who leaves is told of it first. */
import { describeFailure } from './commands.ts';
import { showDialog } from './dialogs.ts';
import { useEngine } from './engine.ts';
import { callHost, type Failure } from './host.ts';
import { runAtHost } from './station.ts';
import { showToast } from './toasts.ts';

export function askToSignOut(): Promise<void> {
  return ask('signOut', signOut);
}

export function askToLeaveEvent(): Promise<void> {
  return ask('leaveEvent', leaveEvent);
}

async function ask(action: 'signOut' | 'leaveEvent', leave: () => Promise<void>): Promise<void> {
  const sync = useEngine.getState().sync;
  if (sync !== null && sync.unsent + sync.attention > 0) showDialog({ kind: 'leaving', action });
  else await leave();
}

export async function signOut(): Promise<void> {
  tell(await runAtHost(callHost('signOut', {})));
}

export async function leaveEvent(): Promise<void> {
  tell(await runAtHost(callHost('leaveEvent', {})));
}

function tell(failure: Failure | null): void {
  if (failure !== null) showToast('problem', describeFailure(failure.code, failure.detail));
}

/** Signing out and leaving the event. What is unsent stays on this computer: whoever leaves is told of it. */
import { describeFailure } from './commands.ts';
import { showDialog } from './dialogs.ts';
import { useEngine } from './engine.ts';
import { callHost, type Failure } from './host.ts';
import { runAtHost } from './station.ts';
import { showToast } from './toasts.ts';

/** The next operator is never kept waiting by a question: the screen of the sign-in says what is unsent. */
export async function signOut(): Promise<void> {
  tell(await runAtHost(callHost('signOut', {})));
}

/** Nothing of the event leaves while it is not open: with something unsent the person is asked first. */
export async function askToLeaveEvent(leave: () => Promise<void> = leaveEvent): Promise<void> {
  const sync = useEngine.getState().sync;
  if (sync !== null && sync.unsent + sync.attention > 0) showDialog({ kind: 'leaving' });
  else await leave();
}

export async function leaveEvent(): Promise<void> {
  tell(await runAtHost(callHost('leaveEvent', {})));
}

function tell(failure: Failure | null): void {
  if (failure !== null) showToast('problem', describeFailure(failure.code, failure.detail));
}

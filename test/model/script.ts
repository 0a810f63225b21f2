/** What happens in a model: plain data, so that a run that failed can be shrunk, printed and kept as a test. */
import type { Guest } from './people.ts';

/** A person as a step names them: who is meant is looked up when the step is done. */
export interface Whom {
  /** One of those whom this desk registered last; else anybody at the event. */
  readonly recent: boolean;
  readonly index: number;
}

export type Step =
  | { readonly do: 'create'; readonly desk: number; readonly guest: Guest; readonly status: number }
  | {
      readonly do: 'status';
      readonly desk: number;
      readonly whom: Whom;
      readonly part: number;
      readonly status: number;
    }
  | {
      readonly do: 'profile';
      readonly desk: number;
      readonly whom: Whom;
      readonly field: number;
      readonly value: number;
    }
  | { readonly do: 'remove'; readonly desk: number; readonly whom: Whom }
  | { readonly do: 'letIn'; readonly desk: number; readonly whom: Whom; readonly part: number }
  | { readonly do: 'print'; readonly desk: number; readonly whom: Whom; readonly part: number }
  /** Takes back one of the desk's last operations. */
  | { readonly do: 'undo'; readonly desk: number; readonly back: number }
  /** A person settles what waits longest in attention. */
  | { readonly do: 'settle'; readonly desk: number; readonly mine: boolean }
  | { readonly do: 'syncNow'; readonly desk: number }
  | { readonly do: 'offline'; readonly desk: number }
  | { readonly do: 'online'; readonly desk: number }
  /** SIGKILL after so many real milliseconds, while the next steps go on; the desk is started anew at once. */
  | { readonly do: 'kill'; readonly desk: number; readonly after: number }
  /** The window is loaded anew, its database deleted or not. */
  | { readonly do: 'reload'; readonly desk: number; readonly forget: boolean }
  /** The network of all: this many times the storm of faults.ts; `reads`, 1 by default: of that, for what only reads. */
  | { readonly do: 'weather'; readonly storm: number; readonly reads?: number }
  /** Milliseconds of the dilated time. */
  | { readonly do: 'wait'; readonly ms: number };

export interface Setting {
  readonly seed: number;
  /** 2 to 5. The first two share one operator, the administrator. */
  readonly desks: number;
  readonly participants: number;
  readonly parts: number;
  readonly quirks: readonly string[];
}

export interface Script extends Setting {
  readonly steps: readonly Step[];
}

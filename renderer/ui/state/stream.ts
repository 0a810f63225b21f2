/**
 * The host's event stream. It reconnects by itself; when it stays away for longer than a blink, the desk is told.
 *
 *   connecting ──open──▶ there ──error──▶ blinking ──0.8 s─▶ away
 *        ▲                 ▲                 │open             │open
 *        └── closed, 1 s ──┴─────────────────┴── (onBack) ─────┘
 */
import './jitless.ts';
import { byteRoutes } from '../../../shared/contract/routes.ts';
import { hostEventSchema, type HostEvent } from '../../../shared/contract/station.ts';

const BLINK_MS = 800;
const RETRY_MS = 1000;

export interface StreamListener {
  onEvent(event: HostEvent): void;
  /** The host has not been there for longer than a blink. */
  onAway(): void;
  /** The stream is open again after a loss: what was told meanwhile has been missed. */
  onBack(): void;
}

/** Opens the stream for as long as the page lives. */
export function openStream(listener: StreamListener): void {
  let lost: ReturnType<typeof setTimeout> | null = null;
  let interrupted = false;

  const connect = (): void => {
    const source = new EventSource(byteRoutes.stream);
    source.onopen = () => {
      if (lost !== null) clearTimeout(lost);
      lost = null;
      if (interrupted) listener.onBack();
      interrupted = false;
    };
    source.onmessage = (message: MessageEvent<unknown>) => {
      const event = readEvent(message.data);
      if (event !== null) listener.onEvent(event);
    };
    source.onerror = () => {
      interrupted = true;
      lost ??= setTimeout(() => listener.onAway(), BLINK_MS);
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, RETRY_MS);
    };
  };
  connect();
}

/** An event that this version does not know is reported to the console of the page and left out. */
function readEvent(data: unknown): HostEvent | null {
  if (typeof data !== 'string') return null;
  try {
    return hostEventSchema.parse(JSON.parse(data));
  } catch (error) {
    reportError(error);
    return null;
  }
}

/** Why there is no picture or no reading, as a closed list: each has its words and a next step (i18n/…/camera.ts). */

export const CAMERA_FAILURES = [
  /** The page is not a secure one, or the browser is too old: it has no cameras at all. */
  'unavailable',
  'none',
  /** This page may not. */
  'denied',
  /** The operating system does not let the browser. */
  'deniedBySystem',
  'busy',
  'unplugged',
  'decoder',
  'other',
] as const;

export interface CameraFailure {
  readonly why: (typeof CAMERA_FAILURES)[number];
  /** For whoever is called: the browser's own words. */
  readonly detail: string;
}

/** Names of browsers' errors, the older ones too. https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const BY_NAME: Readonly<Record<string, CameraFailure['why']>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  DevicesNotFoundError: 'none',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

/** @param error what `getUserMedia` was rejected with */
export function explainCamera(error: unknown): CameraFailure {
  const { name, message } = readError(error);
  const detail = [name, message].filter((part) => part !== '').join(': ');
  const why = BY_NAME[name] ?? 'other';
  // Chromium: "Permission denied by system"; Firefox and Safari name the platform or the user agent
  if (why === 'denied' && /by (the )?(system|platform|operating)/i.test(message))
    return { why: 'deniedBySystem', detail };
  return { why, detail };
}

/** The camera that was chosen is not there, or not as it was asked for: any other one is tried. */
export function isChoiceGone(error: unknown): boolean {
  return readError(error).name === 'OverconstrainedError';
}

/** By shape: an OverconstrainedError is no Error in older browsers. */
function readError(error: unknown): { readonly name: string; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { name: '', message: String(error) };
  const name = 'name' in error ? String(error.name) : '';
  return { name, message: 'message' in error ? String(error.message) : '' };
}

/** What may be over when a device comes or goes: it is tried again then. */
export function mayPassWithDevices({ why }: CameraFailure): boolean {
  return why === 'none' || why === 'unplugged' || why === 'busy';
}

/** Which cameras there are, and which one is asked for. */

export interface Camera {
  readonly id: string;
  /** Empty until the camera may be used. */
  readonly label: string;
}

/** @returns the cameras among the devices, each once; none while the browser hides their ids. */
export function listCameras(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
): readonly Camera[] {
  const cameras = new Map<string, Camera>();
  for (const { kind, deviceId: id, label } of devices) {
    if (kind === 'videoinput' && id !== '' && !cameras.has(id)) cameras.set(id, { id, label: label.trim() });
  }
  return [...cameras.values()];
}

/** @param wanted the camera that a person has chosen; null = whichever looks away from them, where there is such a one */
export function describeWanted(wanted: string | null): MediaStreamConstraints {
  const which = wanted === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: wanted } };
  return { audio: false, video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } };
}

const OWN_FACE = /front|facetime|user|integrated|built-?in|фронтальн|встроенн|передн/i;

/**
 * @returns whether the picture is shown as a mirror does: whoever holds up a ticket to a camera that looks at them moves it the
 * right way only then. The decoder always gets the picture as it is.
 */
export function isMirrored(facing: string | undefined, label: string): boolean {
  return facing === undefined || facing === '' ? OWN_FACE.test(label) : facing === 'user';
}

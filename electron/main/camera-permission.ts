/** The one device that a page may ask for: the camera, without a microphone, and only the desk's own page. */
import type { MediaAccessPermissionRequest, PermissionCheckHandlerHandlerDetails } from 'electron';
import { isDesk } from './scheme.ts';

/** @returns whether a page that asks may have what it asks for */
export function mayRequest(permission: string, details: Partial<MediaAccessPermissionRequest>): boolean {
  const wanted = details.mediaTypes ?? [];
  return (
    permission === 'media' &&
    details.isMainFrame === true &&
    isDesk(details.securityOrigin ?? details.requestingUrl) &&
    wanted.length > 0 &&
    wanted.every((type) => type === 'video')
  );
}

/** @returns whether a page is told that it has the permission: else it sees no names of cameras */
export function mayHave(
  permission: string,
  requestingOrigin: string,
  details: Partial<PermissionCheckHandlerHandlerDetails>,
): boolean {
  return (
    permission === 'media' &&
    details.isMainFrame === true &&
    details.mediaType === 'video' &&
    isDesk(details.securityOrigin ?? requestingOrigin)
  );
}

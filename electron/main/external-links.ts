/**
 * Addresses elsewhere that a page may hand to the system's browser. The desk has no such link: what people have to know of other places is
 * written out. One that is added here is opened as it stands, and nothing that comes from a server or a participant ever is.
 */
import { shell } from 'electron';

const EXTERNAL_LINKS: readonly string[] = [];

/** Only https, only whole addresses of the list: a longer one carries something that somebody put in. */
function isExternalLink(address: string, links: readonly string[] = EXTERNAL_LINKS): boolean {
  return links.includes(address) && URL.canParse(address) && new URL(address).protocol === 'https:';
}

/** Opens it if it is on the list, and does nothing otherwise. */
export async function openExternalLink(address: string, links: readonly string[] = EXTERNAL_LINKS): Promise<void> {
  if (isExternalLink(address, links)) await shell.openExternal(address);
}

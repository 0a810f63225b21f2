/** The browser says that the network is back: the host tries the server at once, and does not wait for its next attempt. */
import { callHost } from './host.ts';

/** Follows the network for as long as the page lives. */
export function followNetwork(page: Pick<Window, 'addEventListener'>): void {
  page.addEventListener('online', () => void callHost('knock', {}));
}

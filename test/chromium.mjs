/** How scripts start Chromium: without a sandbox (they may run as root), and without the calls home that a closed network answers badly. */
export const quietChromium = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

const LONGEST = 60;
const SETUP = /^\s*SYS:ACCOUNT:/i;

/** @returns what a code says, in one short line for the screen. A set-up code keeps its hash to itself: people look on. */
export function showCode(text: string): string {
  if (SETUP.test(text)) return 'SYS:ACCOUNT:…';
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const letters = Array.from(line);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : line;
}

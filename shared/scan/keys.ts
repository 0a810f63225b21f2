/**
 * Which sign a scanner meant by a key. A scanner that is a keyboard presses the keys of a US one, and the computer reads them
 * by whatever layout is on: the place of the key and Shift say what was meant, and Caps Lock says nothing.
 */
const PAIRS = [
  'Backquote `~',
  'Minus -_',
  'Equal =+',
  'BracketLeft [{',
  'BracketRight ]}',
  'Backslash \\|',
  'IntlBackslash \\|',
  'Semicolon ;:',
  'Quote \'"',
  'Comma ,<',
  'Period .>',
  'Slash /?',
] as const;
const NUMPAD: Readonly<Record<string, string>> = {
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  NumpadDecimal: '.',
};
const OVER_DIGITS = ')!@#$%^&*(';

const SIGNS = new Map<string, readonly [plain: string, shifted: string]>([
  ...PAIRS.map((pair): [string, readonly [string, string]] => {
    const [code = '', signs = ''] = pair.split(' ');
    return [code, [signs.charAt(0), signs.charAt(1)]];
  }),
  ...Array.from(OVER_DIGITS, (over, digit): [string, readonly [string, string]] => [
    `Digit${digit}`,
    [String(digit), over],
  ]),
  ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter): [string, readonly [string, string]] => [
    `Key${letter.toUpperCase()}`,
    [letter, letter.toUpperCase()],
  ]),
  ['Space', [' ', ' ']],
]);

/**
 * @param code `KeyboardEvent.code`
 * @param key `KeyboardEvent.key`: tells a digit of the numpad from the arrow that it is without Num Lock
 * @returns the sign of a US keyboard, or null for a key that writes nothing
 */
export function readSign(code: string, key: string, shift: boolean): string | null {
  const pair = SIGNS.get(code);
  // Drivers that send signs without their Shift say by the sign itself that it was down; of letters Caps Lock may say so.
  const isShifted = shift || (key === pair?.[1] && !/^Key/.test(code));
  if (pair !== undefined) return pair[isShifted ? 1 : 0];
  if (code in NUMPAD) return NUMPAD[code] ?? null;
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return key.length === 1 ? digit : null;
  // A keyboard that does not say which key it was: what the computer has read is all there is.
  return code === '' && key.length === 1 ? key : null;
}

/** A key with Ctrl, as some scanners send signs that no key has: the separators of long codes, ends of lines. */
export function readControl(code: string): string | null {
  return CONTROLS[code] ?? null;
}

const CONTROLS: Readonly<Record<string, string>> = {
  KeyD: '\u0004',
  KeyI: '\t',
  KeyJ: '\n',
  KeyM: '\r',
  Backslash: '\u001c',
  BracketRight: '\u001d',
  Digit6: '\u001e',
};

/** How a scanner presses a sign: the way back of `readSign`. Null for what a US keyboard does not have. */
export function pressOf(sign: string): { readonly code: string; readonly shift: boolean } | null {
  return PRESSES.get(sign) ?? null;
}

const PRESSES = new Map<string, { readonly code: string; readonly shift: boolean }>();
for (const [code, [plain, shifted]] of SIGNS) {
  if (code === 'IntlBackslash') continue;
  PRESSES.set(shifted, { code, shift: true });
  PRESSES.set(plain, { code, shift: false }); // Space is the same with Shift
}

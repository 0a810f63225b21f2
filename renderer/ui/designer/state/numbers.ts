/** What a person typed as a number; null = it is none, or out of what may be. */
export function readNumber(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const value = Math.round(Number(plain) * 1000) / 1000;
  return value >= least && value <= most ? value : null;
}

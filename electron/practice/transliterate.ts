// prettier-ignore
const latin: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch',
  ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** A Russian name in Latin letters; a capital stays a capital, other characters are kept. */
export function transliterate(text: string): string {
  let result = '';
  for (const letter of text) {
    const lower = letter.toLowerCase();
    const replacement = latin[lower];
    if (replacement === undefined) result += letter;
    else result += letter === lower ? replacement : replacement.charAt(0).toUpperCase() + replacement.slice(1);
  }
  return result;
}

/** What may stand in an address: Latin letters without marks, digits and hyphens. */
export function toAddressPart(text: string): string {
  return transliterate(text)
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '');
}

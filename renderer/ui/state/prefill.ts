/** Fields of a new participant, guessed from what was typed into the search: «Фамилия Имя Отчество», an email, a phone. */
export interface Prefill {
  readonly LastName?: string;
  readonly FirstName?: string;
  readonly FatherName?: string;
  readonly Email?: string;
  readonly Phone?: string;
}

const NAME_FIELDS = ['LastName', 'FirstName', 'FatherName'] as const;

export function prefillFromQuery(query: string): Prefill {
  const text = query.trim();
  if (text === '' || /^[~#]/.test(text)) return {}; // a scanned code tells no name
  if (/^\+?[\d\s().-]{5,}$/.test(text)) return { Phone: text.replace(/[^\d+]/g, '') };

  const prefill: Record<string, string> = {};
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const email = words.find((word) => word.includes('@'));
  if (email !== undefined) prefill.Email = email;
  words
    .filter((word) => !word.includes('@') && !/\d/.test(word))
    .slice(0, NAME_FIELDS.length)
    .forEach((word, index) => {
      const name = NAME_FIELDS[index];
      if (name !== undefined) prefill[name] = capitaliseName(word);
    });
  return prefill;
}

/** «иванов-петров» → «Иванов-Петров»; a word that has capitals already is left as it was typed. */
function capitaliseName(word: string): string {
  if (word !== word.toLowerCase()) return word;
  return word.replace(/(^|-)(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

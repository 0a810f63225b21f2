/** Made-up people whom a badge has to cope with; the longest and the shortest name of the event itself come from the engine. */
import type { BadgeContent } from '../../../../shared/badge/content.ts';

export const SAMPLES = ['longest', 'shortest', 'usual', 'twoLanguages', 'letters', 'gaps'] as const;
export type SampleName = (typeof SAMPLES)[number];

type Names = Partial<Record<'LastName' | 'FirstName' | 'FatherName' | 'Company' | 'Position', string>>;

function sample(id: number, ru: Names, en: Names = {}, flat: Record<string, string> = {}): BadgeContent {
  return {
    id,
    code: `~RUNETID#${id}$`,
    main: 'ru',
    fields: { ru: { ...ru }, en: { ...en }, flat },
    status: { title: 'Участник', color: '#2563eb' },
    part: null,
    products: [],
    event: '',
    operator: '',
    photo: null,
  };
}

const people: Readonly<Record<SampleName, BadgeContent>> = {
  longest: sample(
    199_999_999,
    {
      LastName: 'Константинопольская-Благовещенская',
      FirstName: 'Александра-Екатерина',
      FatherName: 'Вильгельмовна',
      Company: 'Федеральное государственное бюджетное образовательное учреждение высшего образования',
      Position: 'Заместитель руководителя департамента международного сотрудничества и протокола',
    },
    { LastName: 'Konstantinopolskaya-Blagoveshchenskaya', FirstName: 'Alexandra-Ekaterina' },
    { Email: 'konstantinopolskaya-blagoveshchenskaya@example.org', Phone: '+7 900 000-00-00' },
  ),
  shortest: sample(
    7,
    { LastName: 'Ли', FirstName: 'А', Company: 'Ы', Position: 'юх' },
    { LastName: 'Li', FirstName: 'A' },
  ),
  usual: sample(
    123_456,
    {
      LastName: 'Соколова',
      FirstName: 'Мария',
      FatherName: 'Андреевна',
      Company: 'Северный ветер',
      Position: 'Редактор',
    },
    { LastName: 'Sokolova', FirstName: 'Maria', Company: 'North Wind', Position: 'Editor' },
    { Email: 'maria@example.org', Phone: '+7 900 123-45-67' },
  ),
  twoLanguages: {
    ...sample(
      31_415,
      { LastName: 'Смит', FirstName: 'Джон', Company: 'Пример', Position: 'Инженер' },
      { LastName: 'Smith', FirstName: 'John', Company: 'Example Ltd', Position: 'Engineer' },
    ),
    main: 'en',
  },
  letters: sample(4242, {
    LastName: 'Ñandú-Őri 王小明',
    FirstName: 'محمد 🎉',
    Company: '株式会社サンプル',
    Position: 'Ǻngström & Søn “Æ”',
  }),
  gaps: sample(1, { LastName: 'Безымянный' }),
};

export interface Stamp {
  readonly status: BadgeContent['status'];
  readonly part: string | null;
  readonly products: readonly string[];
  readonly event: string;
  readonly operator: string;
}

/** The person of this name, with the status, part and products that are looked at. */
export function findSample(name: SampleName): BadgeContent {
  return people[name];
}

/** The same person under another status, part and products. */
export function stampContent(content: BadgeContent, stamp: Stamp): BadgeContent {
  return { ...content, ...stamp, products: [...stamp.products] };
}

/** What a person is called in the list of those to look at. */
export function nameContent({ fields, main }: BadgeContent): string {
  for (const source of [fields[main], fields.ru, fields.en, fields.flat]) {
    const name = [source['LastName'], source['FirstName']]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
    if (name !== '') return name;
  }
  return '';
}

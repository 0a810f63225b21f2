/** People for previews, all made up: a template that copes with these copes with a real list. */
import type { BadgeContent } from './content.ts';

export type SampleId = 'usual' | 'shortest' | 'longest' | 'missing' | 'bilingual' | 'letters';

type Fields = Record<string, string>;

function makeSample(fields: Partial<BadgeContent['fields']>, change: Partial<BadgeContent> = {}): BadgeContent {
  const both = { ru: {}, en: {}, flat: {}, ...fields };
  return {
    id: 2048,
    code: '~RUNETID#2048$',
    main: 'ru',
    fields: both,
    status: { title: 'Участник', color: '#2563eb' },
    part: 'День 1',
    products: [],
    event: 'Осенний форум',
    operator: 'op1',
    photo: null,
    ...change,
  };
}

const usual: Fields = {
  LastName: 'Соколова',
  FirstName: 'Анна',
  FatherName: 'Викторовна',
  Company: 'Студия «Клён»',
  Position: 'Руководитель проектов',
};

/** In the order in which a designer should look at them. */
export const sampleContents: readonly { id: SampleId; content: BadgeContent }[] = [
  { id: 'usual', content: makeSample({ ru: usual }) },
  {
    id: 'shortest',
    content: makeSample(
      { ru: { LastName: 'Ли', FirstName: 'Я', Company: 'X', Position: 'Я' } },
      { status: { title: 'VIP', color: '#7c3aed' }, part: '1', event: 'IT' },
    ),
  },
  {
    id: 'longest',
    content: makeSample(
      {
        ru: {
          LastName: 'Преображенская-Христорождественская-Заболоцкая',
          FirstName: 'Александра-Вильгельмина Константиновна',
          FatherName: 'Мстиславовна-Аристарховна',
          Company:
            'Федеральное государственное бюджетное учреждение науки «Научно-исследовательский институт прикладной информатики и вычислительных технологий имени Н. Н. Придуманного»',
          Position:
            'Заместитель руководителя департамента международного сотрудничества и межведомственного взаимодействия',
        },
      },
      {
        id: 987_654_321,
        code: '~STOIKA#00000000-0000-4000-8000-000000000000$',
        status: { title: 'Официальный представитель информационного партнёра', color: '#facc15' },
        part: 'Международная конференция по прикладным задачам',
        products: ['Обед первого дня', 'Экскурсия по историческому центру', 'Торжественный ужин с концертом'],
        event: 'Двадцать седьмая международная научно-практическая конференция «Придуманные технологии»',
      },
    ),
  },
  { id: 'missing', content: makeSample({}, { id: null, code: '', status: null, part: null, event: '' }) },
  {
    id: 'bilingual',
    content: makeSample(
      {
        ru: { ...usual, LastName: 'Щербаков', FirstName: 'Пётр', FatherName: 'Ильич' },
        en: {
          LastName: 'Shcherbakov',
          FirstName: 'Petr',
          Company: 'Maple Studio',
          Position: 'Head of Projects',
        },
      },
      { status: { title: 'Докладчик', color: '#dc2626' }, products: ['Обед', 'Запись докладов'] },
    ),
  },
  {
    id: 'letters',
    content: makeSample(
      {
        ru: { LastName: '李', FirstName: '小龍', Company: '🚀 شركة Ракета ☎', Position: 'مهندس' },
      },
      { status: { title: 'Гость', color: '#ffffff' } },
    ),
  },
];

/** One sample by its id. */
export function sampleOf(id: SampleId): BadgeContent {
  const sample = sampleContents.find((candidate) => candidate.id === id);
  if (sample === undefined) throw new Error(`There is no sample ${id}`);
  return sample.content;
}

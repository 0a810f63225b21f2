/** A hundred thousand made-up people, with as many different names as a large event has. */
import { type Chance, makeChance, pick, pickSkewed } from './chance.ts';
import { ENGLISH_FIRST, ENGLISH_LAST } from './english.ts';
import { plainLatin, SYSTEMS } from './systems.ts';

const ROOTS =
  'иван петр сидор кузнец смирн попов васил соколь михайл новик федор мороз волк алексе лебед семен егор павл козл степан никола орл андре макар никит захар зайц солов борис яковл григорь роман воробь сергее кузьм фрол александр дмитри королё гусь киселё илья максим поляк сорок виноград ковалё бел медвед антон тарас жук баран филипп комар давыд беля герасим богдан осип сидорь матвее тит марк мирон крыл куликов карп влас мельник денис гаврил тихон казак афанась дани бобр щерба пономарё голуб лазар игнать шишк ермак колесник чернышё чайк хрущё цветк щук юд ялов эйд тюл рыб пест лук гор дуб берез ключ снег лист песк камен мед сив рыж черн красн толст мал велик добр тих быстр хитр ерш пугач журав храп жигул мишур шувал ушак шмел пчел крот ворон галк скворц дятл сыч фил щегл чиж стриж грач дрозд клест зябл синиц снегир лис бар рысь лось олен каб суслик хомяк ёлк сосн ольх осин рябин калин малин смород крыжовник груш ябл вишн слив тык репь хрен чеснок лопух крапив'.split(
    ' ',
  );
const ENDINGS = [
  'ов',
  'ев',
  'ин',
  'кин',
  'ский',
  'енко',
  'чук',
  'ян',
  'иков',
  'овский',
  'ёв',
  'ников',
  'шин',
  'цев',
  'юк',
  'яков',
  'ыгин',
  'хин',
  'щенко',
  'жанов',
];
const FEMALE: Readonly<Record<string, string>> = { ов: 'ова', ев: 'ева', ин: 'ина', ёв: 'ёва', ий: 'ая' };
const MEN =
  'Александр Алексей Анатолий Андрей Антон Аркадий Арсений Артём Артур Богдан Борис Вадим Валентин Валерий Василий Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Глеб Григорий Даниил Денис Дмитрий Евгений Егор Ефим Иван Игорь Илья Иннокентий Кирилл Константин Лев Леонид Максим Матвей Михаил Никита Николай Олег Павел Пётр Роман Руслан Святослав Семён Сергей Станислав Степан Тарас Тимофей Тимур Фёдор Филипп Эдуард Юрий Яков Ярослав'.split(
    ' ',
  );
const WOMEN =
  'Александра Алёна Алина Алиса Алла Анастасия Ангелина Анна Антонина Валентина Валерия Варвара Вера Вероника Виктория Галина Дарья Диана Евгения Екатерина Елена Елизавета Жанна Зинаида Зоя Инна Ирина Карина Кристина Ксения Лариса Лидия Лилия Любовь Людмила Маргарита Марина Мария Надежда Наталья Нина Оксана Олеся Ольга Полина Раиса Светлана Снежана София Тамара Татьяна Ульяна Эльвира Юлия Яна'.split(
    ' ',
  );
const COMPANIES =
  'Сбер Газпром Ростелеком Яндекс Тинькофф Лукойл Роснефть Мегафон Билайн Магнит Лента Дикси Аэрофлот Росатом Камаз Северсталь Норникель Полюс Фосагро Уралхим Ромашка Вектор Альфа Бета Гамма Дельта Омега Спутник Восток Запад Север Маяк Прогресс Импульс Квант Атлант Титан Горизонт Рассвет Заря Искра Факел Гранит Кристалл Алмаз Рубин Янтарь Сапфир'.split(
    ' ',
  );
const KINDS = ['ООО', 'АО', 'ПАО', 'ИП', 'Группа', 'НПО', 'ТД', 'Холдинг'];
const POSITIONS =
  'Менеджер Директор Инженер Разработчик Аналитик Бухгалтер Юрист Маркетолог Дизайнер Врач Преподаватель Консультант Архитектор Логист Редактор'.split(
    ' ',
  );
const RANKS = ['Ведущий', 'Старший', 'Главный', 'Младший', 'Заместитель', 'Руководитель отдела'];
const DOMAINS = ['example.com', 'example.org', 'mail.example', 'post.example', 'corp.example', 'vektor.example'];

export interface Names {
  readonly last: string;
  readonly first: string;
  readonly father: string;
}

export interface MadeUpPerson {
  readonly id: number;
  /** In Russian and in English, as far as the person is registered so. */
  readonly ru: Names | null;
  readonly en: Names | null;
  /** The same in Russian and in Latin, registered or not: what the person is called. */
  readonly called: { readonly ru: Names; readonly en: Names };
  /** Not Russian by name: `called.en` is how the name is written at home. */
  readonly isForeign: boolean;
  readonly company: string;
  readonly position: string;
  readonly email: string;
  readonly phone: string;
}

/** Makes up what somebody is called. */
export type NameMaker = (chance: Chance) => { readonly called: MadeUpPerson['called']; readonly isForeign: boolean };

export function makeName(chance: Chance): ReturnType<NameMaker> {
  if (chance() < 0.04) {
    const [last, first] = [pick(ENGLISH_LAST, chance), pick(ENGLISH_FIRST, chance)];
    const called = {
      ru: { last: last[1], first: first[1], father: '' },
      en: { last: last[0], first: first[0], father: '' },
    };
    return { called, isForeign: true };
  }
  const isWoman = chance() < 0.5;
  const root = pickSkewed(ROOTS, chance);
  let last = root + pickSkewed(ENDINGS, chance);
  if (isWoman) last = last.slice(0, -2) + (FEMALE[last.slice(-2)] ?? last.slice(-2));
  if (chance() < 0.03) last += `-${pickSkewed(ROOTS, chance)}${isWoman ? 'ова' : 'ов'}`;
  const ru = {
    last: capital(last),
    first: pickSkewed(isWoman ? WOMEN : MEN, chance),
    father: pickSkewed(MEN, chance).replace(/[йь]?$/, isWoman ? 'евна' : 'ович'),
  };
  return { called: { ru, en: inLatin(ru, chance) }, isForeign: false };
}

/** Most write their name as in the passport. */
export function inLatin(ru: Names, chance: Chance): Names {
  const system = chance() < 0.6 ? SYSTEMS[0] : pick(SYSTEMS, chance);
  const write = (name: string): string => system?.write(name, chance) ?? plainLatin(name);
  return { last: write(ru.last), first: write(ru.first), father: write(ru.father) };
}

/** @param make what they are called */
export function makePeople(count: number, seed: number, make: NameMaker = makeName): readonly MadeUpPerson[] {
  const chance = makeChance(seed);
  const people: MadeUpPerson[] = [];
  for (let id = 1; id <= count; id += 1) {
    const { called, isForeign } = make(chance);
    const locales = chance();
    const [firstLatin, lastLatin] = [plainLatin(called.ru.first), plainLatin(called.ru.last)].map((name) =>
      name.toLowerCase().replace(/[^a-z]/g, ''),
    );
    const initial = chance() < 0.5 ? `${firstLatin?.[0] ?? 'x'}.` : '';
    people.push({
      id: 100_000 + id * 7,
      ru: locales < (isForeign ? 0.6 : 0.9) ? called.ru : null,
      en: locales > 0.3 ? called.en : null,
      called,
      isForeign,
      company: `${pick(KINDS, chance)} «${pick(COMPANIES, chance)}${chance() < 0.5 ? `-${Math.floor(chance() * 100)}` : ` ${pick(COMPANIES, chance)}`}»`,
      position:
        chance() < 0.5 ? pick(POSITIONS, chance) : `${pick(RANKS, chance)} ${pick(POSITIONS, chance).toLowerCase()}`,
      email: `${initial}${lastLatin ?? ''}${chance() < 0.6 ? Math.floor(chance() * 100) : ''}@${pick(DOMAINS, chance)}`,
      phone: `+7 9${String(Math.floor(chance() * 1e9)).padStart(9, '0')}`,
    });
  }
  return people;
}

function capital(text: string): string {
  return text
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('-');
}

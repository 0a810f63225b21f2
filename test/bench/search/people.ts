/** A hundred thousand made-up people in both locales, with as many different names as a large event has. */

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

export interface MadeUpPerson {
  readonly id: number;
  readonly ru: { readonly last: string; readonly first: string; readonly father: string };
  readonly en: { readonly last: string; readonly first: string };
  readonly company: string;
  readonly position: string;
  readonly email: string;
  readonly phone: string;
}

export function makeChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

export function transliterate(text: string, letters: Readonly<Record<string, string>> = LETTERS): string {
  return Array.from(text)
    .map((letter) => {
      const latin = letters[letter.toLowerCase()] ?? LETTERS[letter.toLowerCase()];
      if (latin === undefined) return letter;
      return letter === letter.toLowerCase() ? latin : latin.slice(0, 1).toUpperCase() + latin.slice(1);
    })
    .join('');
}

export function makePeople(count: number, seed: number): readonly MadeUpPerson[] {
  const chance = makeChance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  // some names are had by many
  const skewed = <T>(from: readonly T[]): T => from[Math.floor(chance() ** 2 * from.length)] as T;
  const people: MadeUpPerson[] = [];
  for (let id = 1; id <= count; id += 1) {
    const isWoman = chance() < 0.5;
    const root = skewed(ROOTS);
    let last = root + skewed(ENDINGS);
    if (isWoman) last = last.slice(0, -2) + (FEMALE[last.slice(-2)] ?? last.slice(-2));
    if (chance() < 0.02) last += `-${skewed(ROOTS)}${isWoman ? 'ова' : 'ов'}`;
    const ru = {
      last: capital(last),
      first: skewed(isWoman ? WOMEN : MEN),
      father: skewed(MEN).replace(/[йь]?$/, isWoman ? 'евна' : 'ович'),
    };
    const en = { last: transliterate(ru.last), first: transliterate(ru.first) };
    const local = `${chance() < 0.5 ? `${en.first[0]?.toLowerCase()}.` : ''}${en.last.toLowerCase().replace(/[^a-z]/g, '')}${chance() < 0.6 ? Math.floor(chance() * 100) : ''}`;
    people.push({
      id: 100_000 + id * 7,
      ru,
      en,
      company: `${pick(KINDS)} «${pick(COMPANIES)}${chance() < 0.5 ? `-${Math.floor(chance() * 100)}` : ` ${pick(COMPANIES)}`}»`,
      position: chance() < 0.5 ? pick(POSITIONS) : `${pick(RANKS)} ${pick(POSITIONS).toLowerCase()}`,
      email: `${local}@${pick(DOMAINS)}`,
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

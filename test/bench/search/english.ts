/** English names as they are written at home and in Russian. */
type Pair = readonly [en: string, ru: string];

export const ENGLISH_FIRST = read(
  'Michael=Майкл John=Джон Julia=Джулия James=Джеймс Mary=Мэри Robert=Роберт William=Уильям David=Дэвид Richard=Ричард Charles=Чарльз Thomas=Томас George=Джордж Edward=Эдвард Henry=Генри Paul=Пол Peter=Питер Mark=Марк Andrew=Эндрю Kevin=Кевин Brian=Брайан Jason=Джейсон Jessica=Джессика Jennifer=Дженнифер Susan=Сьюзан Karen=Карен Helen=Хелен Emily=Эмили Laura=Лора Alice=Элис Grace=Грейс Daniel=Дэниел Matthew=Мэтью Anthony=Энтони Steven=Стивен Joshua=Джошуа Ryan=Райан Jacob=Джейкоб Jack=Джек Harry=Гарри Oliver=Оливер Sarah=Сара Rachel=Рейчел Nancy=Нэнси Sandra=Сандра Donna=Донна Carol=Кэрол Sharon=Шэрон Joseph=Джозеф',
);
export const ENGLISH_LAST = read(
  'Smith=Смит Johnson=Джонсон Williams=Уильямс Brown=Браун Jones=Джонс Miller=Миллер Davis=Дэвис Wilson=Уилсон Taylor=Тейлор Anderson=Андерсон Thomas=Томас Jackson=Джексон White=Уайт Harris=Харрис Martin=Мартин Thompson=Томпсон Robinson=Робинсон Clark=Кларк Lewis=Льюис Lee=Ли Walker=Уокер Hall=Холл Allen=Аллен Young=Янг King=Кинг Wright=Райт Scott=Скотт Green=Грин Baker=Бейкер Adams=Адамс Nelson=Нельсон Carter=Картер Mitchell=Митчелл Roberts=Робертс Turner=Тернер Phillips=Филлипс Campbell=Кэмпбелл Parker=Паркер Evans=Эванс Edwards=Эдвардс Collins=Коллинз Stewart=Стюарт Morris=Моррис Rogers=Роджерс Reed=Рид Cook=Кук Morgan=Морган Bell=Белл Murphy=Мерфи Bailey=Бейли Cooper=Купер Richardson=Ричардсон Cox=Кокс Howard=Ховард Ward=Уорд Watson=Уотсон Brooks=Брукс Kelly=Келли Sanders=Сандерс Price=Прайс Bennett=Беннетт Wood=Вуд Barnes=Барнс Ross=Росс Henderson=Хендерсон Coleman=Коулман Jenkins=Дженкинс Perry=Перри Powell=Пауэлл Long=Лонг Hughes=Хьюз Washington=Вашингтон Butler=Батлер Simmons=Симмонс Foster=Фостер Bryant=Брайант Russell=Рассел Griffin=Гриффин Hayes=Хейз',
);
/** Names whose Russian and Western forms are others: how one person is called in both. */
export const SAME_NAME: readonly Pair[] = read(
  'Julia=Юлия Michael=Михаил Alexander=Александр Alexandra=Александра Catherine=Екатерина Helen=Елена Elizabeth=Елизавета Eugene=Евгений Andrew=Андрей Peter=Пётр Paul=Павел Nicholas=Николай Maria=Мария Anna=Анна Natalie=Наталья Victoria=Виктория Sergey=Сергей Sophia=София Xenia=Ксения Daniel=Даниил Maxim=Максим Victor=Виктор Marina=Марина Irina=Ирина Anton=Антон Roman=Роман Constantine=Константин Basil=Василий Gregory=Григорий George=Георгий Philip=Филипп Theodore=Фёдор',
);

function read(text: string): readonly Pair[] {
  return text.split(' ').map((pair) => {
    const [en = '', ru = ''] = pair.split('=');
    return [en, ru];
  });
}

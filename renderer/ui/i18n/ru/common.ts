/** Слова, общие для всех экранов. */
export const common = {
  byDeskClock: '{{time}} по часам стойки',
  appName: 'Стойка',
  close: 'Закрыть',
  cancel: 'Отмена',
  yes: 'Да',
  no: 'Нет',
  undo: 'Отменить',
  tryAgain: 'Повторить',
  russian: 'Русский',
  english: 'English',
  language: 'Язык',
  loading: 'Открываем…',
  noStatus: 'Без статуса',
  unknownStatus: 'статус #{{id}}',
  unknownPart: 'часть #{{id}}',
  unknownProduct: 'товар #{{id}}',
  unknownOperator: 'оператор #{{id}}',
  nobody: 'Без имени',
  nobodyWithId: 'Без имени, RUNET-ID {{id}}',
  empty: 'пусто',
  practiceBanner: 'УЧЕБНОЕ МЕРОПРИЯТИЕ — здесь всё не по-настоящему',
};

/** Подписи полей участника; прочие поля подписаны своим ключом. */
export const field = {
  LastName: 'Фамилия',
  FirstName: 'Имя',
  FatherName: 'Отчество',
  Company: 'Компания',
  Position: 'Должность',
  Email: 'Эл. почта',
  Phone: 'Телефон',
};

/** То же для написания на бейдже; слова другие, чтобы подписи не путались. */
export const spelling = {
  title: 'Другое написание на бейдже',
  hint: 'Остаётся на этой стойке: на сервер не передаётся.',
  LastName: 'На бейдже: surname',
  FirstName: 'На бейдже: given name',
  FatherName: 'На бейдже: patronymic',
  Company: 'На бейдже: organisation',
};

/** Что не так с введённым значением. */
export const invalid = {
  required: 'Нужно заполнить',
  pattern: 'Не подходит под образец: {{pattern}}',
  email: 'Это не похоже на адрес: имя@сайт.ru',
  uri: 'Это не похоже на ссылку: https://…',
  dateTime: 'Нужны дата и время: 2026-11-22 10:30:00',
  integer: 'Нужно целое число',
  number: 'Нужно число',
  long: 'Слишком длинно: не больше {{max}} знаков',
  status: 'Новому участнику нужен хотя бы один статус',
};

export const failure = {
  title: 'Экран стойки споткнулся',
  what: 'Всё записанное цело: журнал лежит на диске, и его ведёт другая программа.',
  todo: 'Откройте экран заново. Если это повторяется, передайте эти слова администратору:',
  reopen: 'Открыть заново',
  engineTitle: 'Данные мероприятия не открылись',
  actionFailed: 'Не получилось: {{what}}',
};

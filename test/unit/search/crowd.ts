/** A crowd in which each person has others near by: who is asked for has to be first among them. */
import { PeopleIndex, type PersonText } from '../../../shared/search/people.ts';

/** Last name, first name, father's name; company; position; email; phone; Id; code. Two locales are two lines of one key. */
const CROWD = `
щербаков     | Щербаков, Иван, Петрович | ООО «Ромашка» | Врач-терапевт | i.scherbakov@rosa.example | +7 900 123-45-67 | 100007 | A1-B2
щербакова    | Щербакова, Инна, Петровна
shcherbina   | Shcherbina, Ivan
юлия         | Юлина, Юлия, Олеговна | Сбер | Аналитик | yulia.yulina@mail.example | 8 (911) 222-33-44 | 100014
юлиан        | Юлин, Юлиан
julie        | Brown, Julie
хрущев       | Хрущёв, Никита
хрусталев    | Хрусталёв, Никита
цветков      | Цветков, Павел
светков      | Светков, Павел
елкин        | Ёлкин, Семён
белкин       | Белкин, Семён
жуков        | Жуков, Георгий
шуков        | Шуков, Георгий
чайковский   | Чайковский, Пётр
чайкин       | Чайкин, Пётр
гюльчатай    | Ахмедова, Гюльчатай
мкртчян      | Мкртчян, Фрунзе
оганесян     | Оганесян, Ашот
hovhannisyan | Hovhannisyan, Ashot
john         | Johnson, John
джон         | Смит, Джон
jon          | Jonas, Jon
сюй          | Сюй, Вэй
xu           | Xu, Wei
obrien       | O'Brien, Kevin
muller       | Müller, Jürgen
мюллер       | Мюллер, Генрих
мельник      | Мельник, Генрих
jose         | García, José
artagnan     | d'Artagnan, Charles
щедрин       | Салтыков-Щедрин, Михаил
салтыков     | Салтыков, Михаил
круз         | де ла Крус, Хуан
берг         | ван дер Берг, Ян
берген       | Берген, Ян
ли           | Ли, Анна
лиана        | Липкина, Лиана
ан           | Ан, Виктор
анин         | Анин, Виктор
ю            | Ю, Олег
юсупов       | Юсупов, Олег
иванов       | Иванов, Иван, Иванович | Вектор
ивановп      | Иванов, Пётр, Ильич | Сбербанк
иванова      | Иванова, Анна, Игоревна
ивановский   | Ивановский, Игорь
петров       | Петров, Пётр, Петрович | АО «Восток-7» | Директор
петрова      | Петрова, Ольга
петровский   | Петровский, Борис
hello        | Hello, Kitty
буров        | Буров, Борис
холина       | Холина, Эмма
эдуардов     | Эдуардов, Эдуард
жбанов       | Жбанов, Юрий
ъединцев     | Объединцев, Хасан
саша         | Грибов, Саша
александр    | Волков, Александр
александра   | Волкова, Александра
александрл   | Лисицын, Александр
алексей      | Лосев, Алексей
анастасия    | Орлова, Анастасия
ася          | Соколова, Ася
дмитрий      | Воронин, Дмитрий
вадим        | Галкин, Вадим
евгений      | Дроздов, Евгений
евгения      | Дроздова, Евгения
вячеслав     | Чижов, Вячеслав
ярослав      | Стрижов, Ярослав
валентина    | Синицына, Валентина
елена        | Уткина, Елена
ольга        | Гусева, Ольга
георгий      | Зубров, Георгий
юрий         | Оленев, Юрий
мария        | Сомова, Мария
екатерина    | Щукина, Екатерина
михаил       | Окунев, Михаил
николай      | Раков, Николай
наталья      | Карпова, Наталья
людмила      | Ершова, Людмила
кузнецов     | Кузнецов, Олег
кузнецова    | Кузнецова, Ольга
соловьев     | Соловьёв, Игнат
достоевский  | Достоевский, Фёдор
емельянова   | Емельянова, Эмилия
смирнов      | Смирнoв, Aлексaндр
тимофеев     | Тимофеев, Глеб | Группа «Айсберг» | Старший логист | gleb-t@айсберг.example | 9031112233 | 4242
хабаров      | Хабаров, Ефим
пушкин       | Пушкин, Аркадий
pouchkine    | Pouchkine, Basile
schwarz      | Schwarz, Hans
шварц        | Шварц, Ганс
кузьмин      | Кузьмин, Филипп
васильев     | Васильев, Степан
зайцев       | Зайцев, Роман
царев        | Царёв, Глеб
объедков     | Объедков, Лев
яковлев      | Яковлев, Яков
nguyen       | Nguyễn, Văn Anh
lodz         | Łódzki, Paweł
strauss      | Strauß, Anna-Lena
крючков      | Крючков, Анатолий
`;

export const crowd: ReadonlyMap<string, PersonText> = new Map(
  CROWD.trim()
    .split('\n')
    .map((line) => {
      const [key = '', name = '', company = '', position = '', email = '', phone = '', id = '', code = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const [last = '', first = '', father = ''] = name.split(',').map((part) => part.trim());
      const some = (text: string): readonly string[] => (text === '' ? [] : [text]);
      const person: PersonText = {
        ...{ lastNames: some(last), firstNames: some(first), fatherNames: some(father) },
        ...{ companies: some(company), positions: some(position), codes: some(code) },
        ...{ email, phone, id: id === '' ? null : Number(id) },
      };
      return [key, person];
    }),
);

export function indexOf(people: Iterable<readonly [string, PersonText]>): PeopleIndex<string> {
  const index = new PeopleIndex<string>();
  for (const [key, person] of people) index.put(key, person);
  return index;
}

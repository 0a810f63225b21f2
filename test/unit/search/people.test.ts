/** Who is first when so is typed, among a crowd of people who are near: docs/search.md, case by case. */
import { describe, expect, it } from 'vitest';
import { crowd, indexOf } from './crowd.ts';

const index = indexOf(crowd);

/** One query a line, and who is meant; several queries for one person are set apart by bars. */
function table(text: string): readonly (readonly [string, string])[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [queries = '', key = ''] = line.split('→').map((part) => part.trim());
      return queries.split('|').map((query) => [query.trim(), key] as const);
    });
}

function expectFirst(cases: readonly (readonly [string, string])[]): void {
  expect(cases.map(([query]) => [query, index.search(query, 5).keys[0]])).toEqual(cases);
}

describe('the first of those found', () => {
  it('is who is written so, in any alphabet and system', () => {
    expectFirst(
      table(`
        щербаков | Щербаков Иван | иван щербаков | щербаков и п → щербаков
        Shcherbakov | Scherbakov | Sherbakov | Schtscherbakow | Ščerbakov | Chtcherbakov | shherbakov → щербаков
        Юлия | Yulia | Iuliia | Julia | Yuliya | Julija | Ioulia → юлия
        Julie Brown → julie
        Хрущев | Хрущёв | Хрущов | Khrushchev | Hruschov | Khrushchyov | Chruschtschow | Khrouchtchev → хрущев
        Цветков | Tsvetkov | Cvetkov | Zwetkow | Tzvetkov | Czvetkov → цветков
        Ёлкин | Елкин | Yolkin | Elkin | Jolkin | Iolkin → елкин
        Жуков | Zhukov | Joukov | Jukov | Žukov → жуков
        Чайковский | Tchaikovsky | Chaykovskiy | Tschaikowski | Tchaïkovski | Čajkovskij → чайковский
        Гюльчатай | гюльчатай ахмедова | Gyulchatai | Giulchatay → гюльчатай
        Мкртчян | Mkrtchyan | Mkrtchian | Mkrtčjan → мкртчян
        Оганесян | Oganesyan | Oganesian → оганесян
        Hovhannisyan → hovhannisyan
        Johnson | Джонсон | John Johnson → john
        Смит | Smith | Джон Смит | John Smith → джон
        Jon Jonas → jon
        Сюй Вэй | вэй сюй → сюй
        Xu Wei | wei xu → xu
        O'Brien | OBrien | O’Brien | obrien kevin → obrien
        Müller | Mueller | Muller → muller
        Мюллер → мюллер
        José | Jose | García José | garcia jose → jose
        d'Artagnan | dartagnan | D’Artagnan → artagnan
        Хабаров | Khabarov | Habarov | Xabarov | Chabarow → хабаров
        Пушкин Аркадий | Pushkin A → пушкин
        Pouchkine | Pouchkine Basile → pouchkine
        Schwarz → schwarz
        Шварц | Ганс Шварц → шварц
        Кузнецов | Kuznetsov | Kusnezow | Kouznetsov | Kuznecov → кузнецов
        Соловьёв | Соловьев | Solovyov | Soloviev | Solovjov | Solowjow → соловьев
        Зайцев | Zaytsev | Saizew | Zajcev | Zaitzeff → зайцев
        Царёв | Tsaryov | Carev | Zarjow → царев
        Объедков | Ob"edkov | Obyedkov | Obiedkov | Obedkov → объедков
        Яковлев | Yakovlev | Iakovlev | Jakowlew | Ăkovlev → яковлев
        Nguyen | Nguyễn | nguyen van anh → nguyen
        lodzki | Łódzki pawel → lodz
        strauss | Strauß | anna-lena strauss | annalena → strauss
        Крючков | Kryuchkov | Kriuchkov | Krjutschkow → крючков
        Kryûčkov → крючков
        Васильев | Vasilyev | Wassiljew | Vassiliev | Vasil'ev → васильев
      `),
    );
  });

  it('is who has the whole of a short or a double name', () => {
    expectFirst(
      table(`
        Салтыков-Щедрин | салтыков щедрин | щедрин | салтыковщедрин | saltykov-shchedrin | щедрин-салтыков → щедрин
        салтыков щедрин михаил | Щедрин М | saltykov shchedrin | салтыков - щедрин → щедрин
        Салтыков | салтыков михаил → салтыков
        де ла Крус | дела крус | крус хуан | de la Cruz → круз
        ван дер берг | вандерберг | берг ян | van der Berg → берг
        Ли | Ли Анна | Li | анна ли → ли
        Ан | Ан Виктор | виктор ан → ан
        Ю | Ю Олег → ю
        Иванов И И | И.И. Иванов | Иванов И. | Иванов И.И. | И. Иванов → иванов
        Иванов П | П. И. Иванов → ивановп
        Ива Ан → иванова
      `),
    );
  });

  it('is who was meant in the other layout, in mixed ones and by the keys of signs', () => {
    expectFirst(
      table(`
        gtnhjd | gtnhjd g | GTNHJD | Gtnhjd Gtnh → петров
        руддщ | РУДДЩ → hello
        Иванjd | Bdfyов | bdfyjd bdfy → иванов
        ,ehjd | <ehjd | ,ehjd ,jhbc → буров
        [jkbyf | {jkbyf | 'vvf | "vvf [jkbyf → холина
        "leflhjd → эдуардов
        ;,fyjd | :,fyjd .hbq → жбанов
        j,]tlbywtd → ъединцев
        \`krby | Хрущ\`в Никита → елкин
        ьгддук → muller
        щукина rfnz → екатерина
        иванов c,th → ивановп
      `).map(([query, key]): readonly [string, string] => [query, query.startsWith('Хрущ') ? 'хрущев' : key]),
    );
  });

  it('is who was meant however the line was copied', () => {
    expectFirst(
      table(`
        ПЕТРОВ ПЁТР | петров,пётр | «Петров» Пётр | "Петров" | (Петров; Пётр) | Петров/Пётр → петров
        Смирнов | Александр Смирнов | смирнов → смирнов
        Иванoв Пётр | Ивaнoв Пeтр | ИBAHOB ПETP → ивановп
        Xабаров | XAБAPOB → хабаров
        петрoв | пeтров → петров
        A1-B2 | a1b2 | 100007 | А1-В2 | A1 B2 | ф1-и2 → щербаков
      `),
    );
    const invisible = [
      ['  Петров   Пётр  ', 'петров'],
      ['Петров\tПётр', 'петров'],
      ['Петров\u00a0Пётр', 'петров'],
      ['\ufeffПетров', 'петров'],
      ['Пет\u00adров', 'петров'],
      ['Пет\u200bров Пётр', 'петров'],
      ['\u200eПетров\u200f', 'петров'],
      ['Чаи\u0306ковскии\u0306', 'чайковский'],
      ['Хруще\u0308в', 'хрущев'],
      ['Jose\u0301', 'jose'],
    ] as const;
    expectFirst(invisible);
  });

  it('is who has the phone, the email, the Id or the code', () => {
    expectFirst(
      table(`
        +7 900 123-45-67 | 8 (900) 123-45-67 | 89001234567 | 9001234567 | 123-45-67 | 4567 | 8-900-123 → щербаков
        щербаков 4567 | 4567 щербаков | щербаков +7 900 123-45-67 | щербаков 8 (900) 123 45 67 → щербаков
        +79112223344 | 89112223344 | 911 222 | 2223344 | юлия 3344 → юлия
        8 903 111 22 33 | +7903 | 903111 → тимофеев
        i.scherbakov@rosa.example | i.scherbakov@ | rosa.example | @rosa | щербаков rosa → щербаков
        yulia.yulina@mail.example | yulina@mail → юлия
        gleb-t@айсберг.example | gleb-t | 4242 → тимофеев
        100014 | 10001 → юлия
        айсберг логист | тимоф айсб | логист глеб → тимофеев
        иван ромашка | ооо ромашка | щербаков ооо | щерб терап | врач щерб | «Ромашка» Щербаков → щербаков
        иванов сбер | сбер иванов → ивановп
        восток 7 | восток-7 петров | директор петр → петров
      `),
    );
  });

  it('is who was meant with a mistake', () => {
    expectFirst(
      table(`
        щебраков | щрбаков | щерббаков | шербаков | щерьаков | щербакв → щербаков
        щебракво иван | щербокоф иван → щербаков
        кузнецво | кузнецоа олег | кузнцов | кузнецов олге → кузнецов
        достаевский | достоевкий | дастоевскй | достоевский фёдр → достоевский
        цеветков | цвектов павел → цветков
        петорв пётр | птеров пётр → петров
        Shcerbakov Ivan | hscherbakov | Scherbkaov → щербаков
        Khruschev | Krushchev nikita | Khrushcehv → хрущев
        Tsvektov | Tsetkov → цветков
        ofqrjdcrbq | xfqrjcdrbq | xfqrjdcrbb → чайковский
        gtnhjd gntn → петров
        соколва ася → ася
        нна ли → ли
        тмиофеев → тимофеев
        емельянва → емельянова
        hovanisyan ashot → hovhannisyan
      `),
    );
  });

  it('is who was meant with a space too few or too many', () => {
    expectFirst(
      table(`
        щербаковиван | иванщербаков | Ivanshcherbakov | щер баков | иван щерба ков | щербаковиван петрович → щербаков
        ивановпётр | bdfyjdg\`nh | ивановпет | сбер иванов пе тр → ивановп
        достоевс кий | фёдордостоевский | ljcnj tdcrbq → достоевский
        ро машка щербаков | ООО Ромашкащербаков → щербаков
        Саня Волк ов | саняволков → александр
      `),
    );
  });

  it('is who has initials that were typed together', () => {
    expectFirst(
      table(`
        Иванов ПИ | ПИ Иванов | ивонов пи → ивановп
        щербаков ип → щербаков
      `),
    );
  });

  it('is who was meant where what is typed is hardly a word', () => {
    expectFirst(
      table(`
        глдб тимофеев → тимофеев
        чйквский → чайковский
      `),
    );
  });

  it('is who was meant in another case of the name', () => {
    expectFirst(
      table(`
        Иванову Петру | Ивановым Петром | Иванова Петра → ивановп
        Петровой Ольге | Петрову Ольгу | Петровой → петрова
        Достоевскому | Достоевского Фёдора | Достоевским → достоевский
        Эмилии Емельяновой → емельянова
        Кузнецовой Ольге → кузнецова
        Щербакову Ивану → щербаков
        Щукиной Екатерине | Щукиной Кате → екатерина
      `),
    );
  });

  it('is who has another form of the first name', () => {
    expectFirst(
      table(`
        Саша Грибов | Александр Грибов | Грибов Шура → саша
        Саша Волков | Саня Волков | волков сашка | Sasha Volkov | Alex Volkov → александр
        Саша Волкова | Шура Волкова | Alexandra Volkova → александра
        Лёха Лосев | лёша | Алёша Лосев → алексей
        Настя | настя орлова | Nastya Orlova | Стася → анастасия
        Ася Соколова → ася
        Дима Воронин | димон | Митя Воронин | Dima Voronin → дмитрий
        Вадик → вадим
        Женя Дроздов | Женёк → евгений
        Женя Дроздова → евгения
        Слава Чижов | славик чижов → вячеслав
        Слава Стрижов → ярослав
        Валя Синицына | Валюша → валентина
        Лёля Уткина | Лена Уткина | Helen Utkina → елена
        Лёля Гусева | Оля Гусева → ольга
        Гоша Зубров | Жора Зубров | George Zubrov → георгий
        Юра Оленев → юрий
        Маня Сомова | Маша Сомова | Маруся | Mary Somova → мария
        Катя Щукина | Катюша | Kate Shchukina → екатерина
        Миша Окунев | Mike Okunev | Michael Okunev → михаил
        Коля Раков | Nick Rakov → николай
        Наташа Карпова | Natalie Karpova → наталья
        Люда Ершова | Мила Ершова → людмила
      `),
    );
  });

  it('is near even where one word of many is nobody’s', () => {
    expectFirst(
      table(`
        Петров Пётр Петрович, ООО Лютик, +7 999 000-11-22 → петров
        Щербаков Иван Петрович, ООО Ромашка, +7 900 123-45-67, Москва → щербаков
        Юлина Юлия Сбербанк-Технологии → юлия
        Соловьёв Игнат Вениаминович → соловьев
      `),
    );
  });
});

describe('what is asked for too loosely', () => {
  it('finds nobody', () => {
    const found = ['', ' ', ' . ', '-', '@', 'ззззз', 'петров щукина', '99999999'].map((query) => [
      query,
      index.search(query, 5).total,
    ]);
    expect(found.filter(([, total]) => total !== 0)).toEqual([]);
  });

  it('finds somebody by one letter, those whose last name begins so first', () => {
    const letters = ['щ', 'и', 'm', 'g'].map((letter) => index.search(letter, 3).keys.length);
    expect(letters).toEqual([3, 3, 3, 3]);
    expect(index.search('ю', 1).keys).toEqual(['ю']);
    expect(crowd.get(index.search('щ', 1).keys[0] ?? '')?.lastNames[0]).toMatch(/^Щ/);
  });

  it('does not take one name for another that merely looks like it', () => {
    expect(index.search('Оганесян', 5).keys).not.toContain('hovhannisyan');
    expect(index.search('Вадик', 5).keys).not.toContain('дмитрий');
  });
});

import { describe, expect, it } from 'vitest';
import { beginningsOf, skeletonOf, skeletonsOf } from '../../../shared/search/skeleton.ts';
import { wordsOf } from '../../../shared/search/words.ts';

/** A name, and how people and passports write it in Latin letters. */
const SPELLINGS = [
  'Щербаков Shcherbakov Scherbakov Sherbakov Schtscherbakow Ščerbakov',
  'Юлия Yulia Julia Iuliia Yuliya Julija',
  'Хрущёв Khrushchev Hruschov Chruschtschow Hrushchev',
  'Дмитрий Dmitry Dmitriy Dmitri Dmitrii Dmitrij',
  'Наталья Natalia Natalya Natalja Nataliia',
  'Софья Sofia Sofya Sophia София',
  'Алексей Aleksey Alexey Alexei Aleksei Aleksej',
  'Ксения Kseniya Xenia Ksenia Kseniia',
  'Цветков Tsvetkov Cvetkov Tzvetkov',
  'Царёв Tsarev Tsaryov Carev',
  'Чайковский Chaikovsky Tchaikovsky Tschaikowski Chaykovskiy',
  'Жуков Zhukov Jukov Žukov',
  'Зайцев Zaytsev Zaitsev Zaicev Zajcev',
  'Васильев Vasilyev Vasiliev Vasilev',
  'Ёлкин Yolkin Elkin Jolkin',
  'Фёдор Fyodor Fedor',
  'Сергеев Sergeev Sergeyev',
  'Юрий Yuri Yuriy Iurii Jurij Yury',
  'Евгений Evgeny Yevgeny Evgenii Evgeniy',
  'Яковлев Yakovlev Iakovlev Jakovlev',
  'Хабаров Khabarov Habarov Xabarov',
  'Илья Ilya Ilia Ilja',
  'Соловьёв Solovyov Solovyev Soloviev Solovev',
  'Ющенко Yushchenko Iushchenko',
  'Виктория Victoria Viktoria Viktoriya',
  'Объедков Obyedkov Obedkov',
  'Майя Maya Maiia Maija',
  'Михаил Mikhail Mihail Michail',
  'Филипп Filipp Philipp Filip Philip',
  'Шолохов Sholokhov Šolohov',
].map((line) => line.split(' ').map((name) => wordsOf(name)[0]!));

describe('the skeleton of a name', () => {
  it.each(SPELLINGS)('%s is the same however it is written', (...names) => {
    const [first = '', ...others] = names;
    expect(others.filter((name) => !skeletonsOf(name).own.includes(skeletonOf(first)))).toEqual([]);
  });

  it.each(SPELLINGS.filter(([name]) => !/chtsch|tscha/.test(name!)))(
    '%s is begun by each beginning of it',
    (...names) => {
      const skeleton = skeletonOf(names[0]!);
      const missed = names
        .filter((name) => !name.includes('schtsch') && !name.includes('scht'))
        .flatMap((name) => Array.from(name, (_, at) => name.slice(0, at + 1)))
        .filter((start) => !beginningsOf(start).own.some((begun) => skeleton.startsWith(begun)));
      expect(missed).toEqual([]);
    },
  );

  it('is read as Germans write ж, too', () => {
    const pairs = [
      ['schukow', 'жуков'],
      ['schdanow', 'жданов'],
    ] as const;
    expect(pairs.filter(([typed, name]) => !skeletonsOf(typed).own.includes(skeletonOf(name)))).toEqual([]);
  });

  it('tells apart who sounds different', () => {
    const names = [
      'Иванов',
      'Иванова',
      'Петров',
      'Петрова',
      'Марков',
      'Макаров',
      'Шишкин',
      'Щукин',
      'Цой',
      'Чой',
      'Жой',
      'Зой',
      'Хой',
      'Гой',
    ];
    expect(new Set(names.map((name) => skeletonOf(wordsOf(name)[0]!))).size).toBe(names.length);
  });

  it('leaves digits and other alphabets as they are', () => {
    expect(['100007', '王', 'عمر', 'a1122'].map(skeletonOf)).toEqual(['100007', '王', 'عمر', 'a1122']);
  });
});

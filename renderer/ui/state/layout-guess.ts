/**
 * In which keyboard layout a name was meant. Pairs of neighbouring letters tell: of the names below, «ов» and «ва» are many, while
 * «bd» and «fy» (the same keys in the other layout) are in none. The samples are made-up or common names, enough to count pairs in.
 */
import { swapToCyrillic, swapToLatin } from '../../../shared/search/layout.ts';
import { isFirstName } from './first-names.ts';

// prettier-ignore
const CYRILLIC_NAMES =
  'иванов смирнова кузнецов попова васильев петрова соколов михайлова новиков федорова морозов волкова алексеев лебедева ' +
  'семенов егорова павлов козлова степанов николаева орлов андреева макаров никитина захаров зайцева соловьев борисова ' +
  'яковлев григорьева романов воробьева сергеев кузьмина фролов александрова дмитриев королева гусев киселева ильин ' +
  'максимова поляков сорокина виноградов ковалева белов медведева антонов тарасова жуков баранова филиппов комарова ' +
  'давыдов беляева герасимов богданова осипов сидорова матвеев титова марков миронова крылов куликова карпов власова ' +
  'мельников денисова гаврилов тихонова казаков афанасьева данилов савельева тимофеев фомина чернов абрамова мартынов ' +
  'щербаков ефимова быков родионова царев чижова юдин шевченко бондаренко коваленко мороз бойко ткачук шульга хохлов ' +
  'цветкова чистяков шишкина щукин эйхман юрченко ярцева грибов глухова жданов журавлева зимин зубкова хрущев хабибуллин ' +
  'гарипова ахметов сафина мухаметзянов галиева каримов юсупова алиев гусейнова мамедов петросян саркисян арутюнян ' +
  'джапаридзе гелашвили кобахидзе цой ким пак ли тен хван дзюба скрыпник рябых черных седых долгих дубровский троицкая ' +
  'вознесенский преображенская толстой достоевский чайковский бродская рубинштейн вайнберг гольдман шмидт мюллер фишер ' +
  'александр алексей анатолий андрей антон аркадий арсений артем богдан борис вадим валентин валерий василий виктор ' +
  'виталий владимир владислав всеволод вячеслав геннадий георгий герман глеб григорий даниил денис дмитрий евгений егор ' +
  'иван игорь илья кирилл константин лев леонид максим марк матвей михаил никита николай олег павел петр роман руслан ' +
  'святослав семен сергей станислав степан тимофей тимур федор филипп эдуард юрий яков ярослав рустам ильдар тигран ' +
  'александра алена алина алла анастасия ангелина анна валентина варвара вера вероника виктория галина дарья диана ' +
  'евгения екатерина елена елизавета жанна зинаида зоя инна ирина карина кристина ксения лариса лидия любовь людмила ' +
  'маргарита марина мария надежда наталья нина оксана ольга полина раиса светлана софья тамара татьяна ульяна эльвира ' +
  'юлия яна гульнара айгуль лейла саша леха настя дима катя женя миша маша коля паша вова толя юра яша ' +
  'иванович петровна сергеевич алексеевна юрьевич владимировна дмитриевич николаевна михайлович андреевна ильинична';

// prettier-ignore
const LATIN_NAMES =
  'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson ' +
  'thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young ' +
  'allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter ' +
  'roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers ' +
  'gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez ' +
  'wood bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez schmidt ' +
  'mueller schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schroeder neumann ' +
  'schwarz braun zimmermann rossi russo ferrari esposito bianchi romano colombo ricci marino greco dubois laurent ' +
  'lefebvre moreau girard lambert fontaine rousseau chevalier kowalski nowak wisniewski lewandowski novak svoboda ' +
  'hansen johansson larsson virtanen korhonen yilmaz kaya demir chen wang zhang liu tanaka suzuki sato singh kumar ' +
  'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald ' +
  'steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric ' +
  'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley ' +
  'kimberly emily donna michelle dorothy carol amanda melissa deborah stephanie rebecca sharon laura cynthia hans peter ' +
  'juergen giuseppe giovanni francesca chiara jean pierre francois claire camille jose carlos miguel lucia mohammed ali ' +
  'ivanov smirnova kuznetsov popova vasiliev petrova sokolov mikhailova novikov fedorova morozov volkova alekseev lebedeva ' +
  'semenov egorova pavlov kozlova stepanov nikolaeva orlov andreeva makarov zakharov zaitseva soloviev yakovlev grigoriev ' +
  'shcherbakov khrushchev zhukov tsvetkova chernov yudin yartseva shevchenko bondarenko kovalenko tkachuk petrosyan ' +
  'aleksandr alexey anatoly andrey arkady boris dmitry evgeny fyodor georgy igor ilya kirill konstantin maxim nikita ' +
  'nikolay oleg pavel pyotr roman ruslan sergey stanislav vadim vasily viktor vitaly vladimir vyacheslav yuri yaroslav ' +
  'anastasia anna daria ekaterina elena galina irina ksenia ludmila margarita maria natalia olga polina svetlana tatiana ' +
  'valeria yulia zhanna hello conference guest';

/** Nothing seen once is impossible: what a pair counts that is in no sample. */
const UNSEEN = 0.1;
const LETTERS = 34;
/** So much likelier a letter of the other layout has to be: in doubt it is as it was typed. */
const MARGIN = 0.35;
/** A first name that everybody knows outweighs any count of pairs. */
const KNOWN = 3;
/** A sign in the middle of a name is a key of the other layout; of ours are the hyphen and the apostrophe. */
const STRANGE = -6;

interface Pairs {
  readonly pairs: ReadonlyMap<string, number>;
  readonly firsts: ReadonlyMap<string, number>;
}

const counted = new Map<string, Pairs>();

function countPairs(names: string): Pairs {
  const known = counted.get(names);
  if (known !== undefined) return known;
  const pairs = new Map<string, number>();
  const firsts = new Map<string, number>();
  for (const name of names.split(' ')) {
    const letters = ` ${name} `;
    for (let at = 0; at + 1 < letters.length; at += 1) {
      const pair = letters.slice(at, at + 2);
      const first = letters[at] ?? '';
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
  }
  const made = { pairs, firsts };
  counted.set(names, made);
  return made;
}

/** How likely the letters of a name follow each other: the mean of the logarithms, so that names of any length compare. */
function likelihoodOf(word: string, names: string): number {
  const { pairs, firsts } = countPairs(names);
  const letters = ` ${word.toLowerCase().replaceAll('ё', 'е')} `;
  let sum = 0;
  for (let at = 0; at + 1 < letters.length; at += 1) {
    const seen = pairs.get(letters.slice(at, at + 2)) ?? 0;
    const first = firsts.get(letters[at] ?? '') ?? 0;
    sum += /[^\p{L}\s'’-]/u.test(letters[at] ?? '') ? STRANGE : Math.log((seen + UNSEEN) / (first + UNSEEN * LETTERS));
  }
  return sum / (letters.length - 1) + (isFirstName(word) ? KNOWN : 0);
}

const EDGES = /^[.,;:]+|[.,;:]+$/g;
const INITIALS = /^(?:\p{L}\.){1,2}$/u;

function meanOf(words: readonly string[], names: string): number {
  const sums = words.map((word) => likelihoodOf(word, names));
  return sums.reduce((sum, one) => sum + one, 0) / sums.length;
}

/**
 * Names as they were meant: as typed, or by the same keys of the other layout.
 * @param words without spaces, of one alphabet; the layout is changed between them by nobody
 */
export function readLayout(words: readonly string[]): readonly string[] {
  const isCyrillic = words.some((word) => /[а-яё]/i.test(word));
  const names = words.filter((word) => !INITIALS.test(word));
  if (names.length === 0) return words;
  const swap = isCyrillic ? swapToLatin : swapToCyrillic;
  const [ours, theirs] = isCyrillic ? [CYRILLIC_NAMES, LATIN_NAMES] : [LATIN_NAMES, CYRILLIC_NAMES];
  const typed = meanOf(
    names.map((word) => word.replace(EDGES, '')),
    ours,
  );
  const swapped = meanOf(names.map(swap), theirs);
  return swapped > typed + MARGIN ? words.map(swap) : words;
}

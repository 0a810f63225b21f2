/**
 * Short and full forms of first names that people say for one another. A form may be short for several names (Саша, Слава); full
 * names of one group are not each other (Саша finds Александр and Александра; Александр does not find Александра).
 *
 * One line a full name: the name, then its short forms.
 */
import { skeletonOf } from './skeleton.ts';

const GROUPS = `
александр саша саня шура алекс сашка санек сашок шурик alex sasha
александра саша саня шура алекс сашка сашенька alex sandra
алексей леша леха алеша лешка лекс alex
алена лена аленка алёнка
алла аллочка
альберт алик
альбина аля
алина аля алинка
алиса аля лиса
анастасия настя ася стася настена настюша настька nastya
анатолий толя толик толян
ангелина лина геля
андрей андрюша андрюха дюша andrew
анжелика лика анжела
анна аня анюта нюра нюша аннушка анечка ann annie anna
антон антоша тоша антоха тоха tony
антонина тоня
аркадий аркаша
арсений сеня арс
артем тема артемка артемий
артур артурчик
богдан бодя
борис боря борька
вадим вадик дима
валентин валя валик
валентина валя валюша
валерий валера валерка
валерия лера валера
варвара варя варенька
василий вася васек васька basil
василиса вася
вениамин веня
вера верочка верунчик
вероника ника вера
виктор витя витек витька vic
виктория вика викуся vicky
виталий виталик виталя
владимир вова володя вован вовка вовчик володька
владислав влад слава владик
владислава влада слава
всеволод сева
вячеслав слава славик
галина галя галочка
геннадий гена генка
георгий гоша жора гога егор george
герман гера
глеб глебушка
григорий гриша гришка
дарина даша
дарья даша дашка дашуля dasha
данил даня данила даниил
данила даня данил даниил
даниил даня данил данила dan danny
денис деня дэн диня
диана дина
дмитрий дима митя димон димка митька dima
ева евочка
евгений женя женька женек eugene
евгения женя женька
егор егорка гоша георгий
екатерина катя катюша катька катерина kate katya cathy
елена лена леночка ленка алена helen
елизавета лиза лизонька елизавета вета lisa liz
ефим фима
жанна жанночка
зинаида зина
зоя зоечка
иван ваня ванька ванек ванюша john
игорь игорек гарик
ильдар ильдарка
илья илюша илюха
инга инга
инна инночка
иннокентий кеша
иосиф ося йося joseph
ирина ира иришка ириша ирочка irene
карина кара
кирилл кирюша кирюха киря
клавдия клава
константин костя костик костян
кристина кристя кристи christina
ксения ксюша ксюха оксана ася
лариса лара
лев лева левушка leo
леонид леня леша
лидия лида
лилия лиля lily
любовь люба любаша
людмила люда люся мила
маргарита рита марго margo
марина мариша маришка
мария маша маруся маня машка машенька марья mary masha
марья маша мария
марк маркуша mark
матвей мотя матюша
михаил миша мишка миха мишаня mike misha michael
надежда надя надюша
наталия наташа ната таша наталья
наталья наташа ната таша наталия natasha natalie
никита никитка ник
николай коля колян николаша ник nick
нина ниночка
оксана ксюша ксения ксана
олег олежка олежек
олеся леся олеська
ольга оля олечка ольгуша olya
павел паша пашка паха павлик paul
петр петя петька петруха peter pete
полина поля полинка polly
прохор проша
раиса рая
регина рена
ринат ринатик
роберт роб боб rob bob bobby
родион родя
роман рома ромка ромашка
ростислав слава ростик
руслан русик рус
руслана лана
савелий сава
светлана света лана светик
святослав слава свят
семен сема сеня сёма
сергей сережа серега серый серж serge sergey
серафима сима
снежана снежа
софия соня софа софья sophie sonya
софья соня софа софия
станислав стас слава стасик stan
степан степа степка stephen
тамара тома
тарас тарасик
татьяна таня танюша танька tanya
тимофей тима тимоша тимка tim
тимур тима тимка tim
ульяна уля яна
федор федя федька ted theodore
филипп филя фил phil
эдуард эдик эд ed eddie
эльвира эля эльвирочка
эльдар элик
элина эля
эмилия эмма мила
эмма эммочка
юлиана юля
юлия юля юляша юлька julia julie
юрий юра юрка юрик
яков яша яшка jacob
яна яночка
ян яник
ярослав слава ярик яр
ярослава яся слава
william bill will billy willy
robert bob rob bobby
richard rick dick rich
james jim jimmy
joseph joe
thomas tom tommy
elizabeth liz beth betty lisa
margaret maggie meg peggy
katherine kate kathy katie catherine
catherine kate cathy katie katherine
christopher chris
christine chris christina
matthew matt
anthony tony
edward ed eddie ted ned
benjamin ben
daniel dan danny
david dave
steven steve stephen
stephen steve steven
jennifer jen jenny
jessica jess
susan sue
michael mike mick
nicholas nick
patricia pat patty
patrick pat
peter pete
philip phil
raymond ray
samuel sam
timothy tim
victoria vicky
alexander alex sasha
andrew andy drew
barbara barb
charles charlie chuck
deborah deb debbie
donald don
gregory greg
jonathan jon
kenneth ken
lawrence larry
leonard leo
ronald ron
theodore ted
`;

const RELATED = readGroups();

/** Both ways, by skeleton: whatever alphabet a form is typed in. */
function readGroups(): ReadonlyMap<string, ReadonlySet<string>> {
  const related = new Map<string, Set<string>>();
  const relate = (a: string, b: string): void => {
    if (a !== b) related.set(a, (related.get(a) ?? new Set()).add(b));
  };
  for (const line of GROUPS.trim().split('\n')) {
    const [full = '', ...shorts] = line.split(' ').map((form) => skeletonOf(form.replaceAll('ё', 'е')));
    for (const short of shorts) {
      relate(full, short);
      relate(short, full);
      // whoever is entered by one short form is asked for by another
      for (const other of shorts) relate(short, other);
    }
  }
  return related;
}

const NONE: ReadonlySet<string> = new Set();

/** Skeletons of the other forms of a name; none for what is no first name. @param skeleton of a whole word */
export function otherForms(skeleton: string): ReadonlySet<string> {
  return RELATED.get(skeleton) ?? NONE;
}

/** Every form of the table, by skeleton. */
export function knownForms(): Iterable<string> {
  return RELATED.keys();
}

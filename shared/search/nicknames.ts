/**
 * Short and full forms of first names that people say for one another. A form may be short for several names (Саша, Слава); full
 * names of one group are not each other (Саша finds Александр and Александра; Александр does not find Александра).
 *
 * One line a full name: the name, then its short forms.
 */
import { skeletonOf } from './skeleton.ts';

const GROUPS = `
александр саша саня шура алекс сашка санек сашок шурик alex sasha санечка сашуля алик сандро ксандр олександр alexander alexandre alejandro oleksandr shura sanya xander
александра саша саня шура алекс сашка сашенька alex sandra аля шурочка сашуля сандра ксана олександра alexandra sasha lexi
алексей леша леха алеша лешка лекс alex алексий лелик леня олексий alexey alexis lesha lyosha
алена лена аленка аленушка леля alyona
алла аллочка алка
альберт алик
альбина аля
алина аля алинка лина алиночка
алиса аля лиса алиска alice
анастасия настя ася стася настена настюша настька nastya настюха тася стаси анастейша anastasia stacy
анатолий толя толик толян толич тоха анатоль anatole tolik tolya
ангелина лина геля ангел angelina
андрей андрюша андрюха дюша andrew андрейка дрон andy andre andreas andrea andrei
анжелика лика анжела
анна аня анюта нюра нюша аннушка анечка ann annie anna анька нюта ханна энн anne anya hanna hannah anka
антон антоша тоша антоха тоха tony антошка энтони anthony anthon antoine
антонина тоня тонечка нина тося antonina
аркадий аркаша кеша
арсений сеня арс сенька арсюша
артем тема артемка артемий темка темыч артемон artem artyom tema
артур артурчик arthur art
богдан бодя даня богдаша
борис боря борька боренька боб boris bob borya
вадим вадик дима вадимка вадя
валентин валя валик валек valentine
валентина валя валюша валечка тина valentina valya
валерий валера валерка валерик валя valery valera
валерия лера валера лерочка леруся валя valerie valeria lera
варвара варя варенька варюша варька barbara varya
василий вася васек васька basil васенька васена vasya bazil
василиса вася лиса
вениамин веня beniamin benjamin
вера верочка верунчик веруня верка faith
вероника ника вера вероничка veronica nika
виктор витя витек витька vic витюша victor viktor
виктория вика викуся vicky викуля вики тори викки victoria vika tori
виталий виталик виталя виталька vitaly
владимир вова володя вован вовка вовчик володька вовочка влад волоха vladimir vova volodya vlad
владислав влад слава владик vlad
владислава влада слава
всеволод сева севка
вячеслав слава славик славка vyacheslav slava
галина галя галочка галка galina galya
геннадий гена генка геша gennady gena
георгий гоша жора гога егор george гера георг жорик гия гиви юрий georg georges gosha giorgi
герман гера германн herman
глеб глебушка глебка
григорий гриша гришка гриня гоша gregory greg grisha
дарина даша
дарья даша дашка дашуля dasha дашенька дария дарина daria
данил даня данила даниил
данила даня данил даниил
даниил даня данил данила dan danny данька данечка дэн дэниел данило daniel danila
денис деня дэн диня дениска дениско денчик denis dennis
диана дина ди diana diane
дмитрий дима митя димон димка митька dima димочка дмитро димас митяй dmitry mitya dimitri dimon
ева евочка eva eve
евгений женя женька женек eugene жека геша евген эжен юджин zhenya gene evgeny jenya
евгения женя женька жека евгеша eugenia zhenya jenya
егор егорка гоша георгий egor yegor george
екатерина катя катюша катька катерина kate katya cathy катенька катюня катюха кэт кейт катрин кэтрин рина catherine katherine kathy katie katerina ekaterina katrin kat
елена лена леночка ленка алена helen леля ленуся ленуля нелли элен хелен елен olena helena lena ellen elena elaine
елизавета лиза лизонька вета lisa liz лизок лизавета элизабет бетти лизка elizabeth elisabeth eliza betty liza
ефим фима
жанна жанночка jeanne joanna jane
зинаида зина зиночка
зоя зоечка зойка zoe
иван ваня ванька ванек ванюша john ванечка айвен иоанн джон ivan vanya jan ian johann jean giovanni
игорь игорек гарик игореша гоша гога igor
ильдар ильдарка
илья илюша илюха ильюша илюшка ильюха elias ilya elijah
инна инночка
иннокентий кеша
иосиф ося йося joseph еся осип джозеф yosef
ирина ира иришка ириша ирочка irene ирка ирен арина ira irina irka
карина кара
кирилл кирюша кирюха киря кир кирик кирюшка cyril kirill kir
клавдия клава клавочка claudia
константин костя костик костян костенька кост constantine kostya konstantin
кристина кристя кристи christina кристинка кристюша крис kristina kris christine
ксения ксюша ксюха оксана ася ксеня ксюня ксюнечка аксинья ксю xenia ksenia ksyusha oxana
лариса лара лора лариска larisa lara
лев лева левушка leo левка lev leon
леонид леня леша ленька leonid lenya
лидия лида лидочка lydia lida
лилия лиля lily лиличка лили лилька lilia liliya
любовь люба любаша любочка любаня lyuba love
людмила люда люся мила людочка милочка люська людка lyudmila luda mila
маргарита рита марго margo ритуля ритка маргоша margarita rita margaret
марина мариша маришка маринка мара рина marina
мария маша маруся маня машка машенька марья mary masha маняша муся мари маруська машуля мэри мариша maria marie marya
марья маша мария
марк маркуша mark marc marcus
матвей мотя матюша матвейка матиас matthew matt matvey
михаил миша мишка миха мишаня mike misha michael мишутка михайло мишель майкл мика михась mikhail mick michel miguel mikael
надежда надя надюша наденька надюха надька nadezhda nadia nadya hope
наталия наташа ната таша наталья наташка натали туся natalie natasha natalia nata
наталья наташа ната таша наталия natasha natalie наташка натали туся natalia nata
никита никитка ник никитос nikita nick
николай коля колян николаша ник nick колька николка коленька микола kolya nicholas nicolas nikolai nicolai nikolay
нина ниночка нинка нинуля nina
оксана ксюша ксения ксана
олег олежка олежек олежик oleg
олеся леся олеська олесечка
ольга оля олечка ольгуша olya леля ляля олюшка ольгуня olga helga
павел паша пашка паха павлик paul пашуля павлуша павло пол паул pasha pavel pablo
петр петя петька петруха peter pete петруша пьер питер pyotr petr pierre pedro petya
полина поля полинка polly полечка паулина аполлинария polina paulina
прохор проша
раиса рая раечка
регина рена
ринат ринатик
роберт роб боб rob bob bobby
родион родя родик
роман рома ромка ромашка ромчик ромаха roman roma
ростислав слава ростик ростя
руслан русик рус русланчик
руслана лана
савелий сава савва сева
светлана света лана светик светочка светка светуля ланочка svetlana sveta lana
святослав слава свят святик
семен сема сеня семеныч семка саймон simon semyon semen
сергей сережа серега серый серж serge sergey сергий сережка сереженька сергуня sergei sergio sergius seryozha
серафима сима фима
снежана снежа жана
софия соня софа софья sophie sonya сонечка софи сонька sofia sophia sofya
софья соня софа софия сонечка софи сонька sophie sonya sofia sophia
станислав стас слава стасик stan стасян stas stanislaw stanislav
степан степа степка stephen степушка стив stepan steven stefan
тамара тома тамарочка тамуся tamara
тарас тарасик
татьяна таня танюша танька tanya танечка танюха тата тати tatiana tatyana tania
тимофей тима тимоша тимка tim тимоха timothy timofey
тимур тима тимка tim тимурчик
ульяна уля яна ульянка ульяша juliana
федор федя федька ted theodore федорка тео федорыч теодор fyodor fedor theo teodor
филипп филя фил phil филиппок philip philippe filipp
эдуард эдик эд ed eddie эдя эдичка эдвард edward eduard edik
эльвира эля эльвирочка elvira
эльдар элик
элина эля
эмилия эмма мила
эмма эммочка эми emma
юлиана юля
юлия юля юляша юлька julia julie юленька юльчик юлечка джулия жюли yulia julian yulya giulia
юрий юра юрка юрик юрась георгий юрочка джордж yuri yura george yury
яков яша яшка jacob яшенька жак джейкоб jakob yasha jack
яна яночка янка jana yana
ян яник jan ian
ярослав слава ярик яр яся yaroslav
ярослава яся слава
william bill will billy willy уильям вильям билл вилли вилл
robert bob rob bobby роберт боб роб robbie
richard rick dick rich ричард рик дик
james jim jimmy джеймс джим джимми jamie
joseph joe джозеф джо joey
thomas tom tommy томас том
elizabeth liz beth betty lisa элизабет eliza lizzie
margaret maggie meg peggy маргарет
katherine kate kathy katie catherine
catherine kate cathy katie katherine
christopher chris
christine chris christina
matthew matt мэтью
anthony tony энтони тони
edward ed eddie ted ned эдвард эд
benjamin ben бенджамин бен
daniel dan danny дэниел дэниэл даниэль
david dave дэвид давид
steven steve stephen стивен стив
stephen steve steven стивен стив
jennifer jen jenny дженнифер дженни
jessica jess джессика jessie
susan sue сьюзан сью susie
michael mike mick майкл майк михаил mikey
nicholas nick
patricia pat patty
patrick pat патрик
peter pete питер пит
philip phil
raymond ray
samuel sam
timothy tim
victoria vicky
alexander alex sasha
andrew andy drew эндрю энди
barbara barb
charles charlie chuck чарльз чарли
deborah deb debbie
donald don
gregory greg
jonathan jon джонатан john
kenneth ken
lawrence larry
leonard leo
ronald ron
theodore ted
агафья гаша агаша
аграфена груня груша
аглая глаша
алевтина аля тина
глафира глаша
евдокия дуся дуня дуняша авдотья
евпраксия прося
капитолина капа
кузьма кузя
мирослав слава мирик
мирослава мира слава
пелагея поля
тихон тиша
фаина фая
акулина акуля
агния ася
аксинья ксюша ксения
устинья устя
лукерья луша
матрена мотя
федосья федося
ефросинья фрося
rebecca becky
афанасий афоня фоня
давид дато додик дэвид david dave
дамир дамирка
захар захарка зорик
злата златочка
игнат игнаша игнатий
камилла мила
майя майка мая maya
максим макс максимка максюша максик максимилиан maxim max maximilian
платон платоша тоша тоня
прасковья паша параша прося
савва савушка
сусанна сьюзан сюзанна susan suzanne susanna
таисия тая тася тайка
элеонора эля нора леля eleanor
айгуль гуля
гульнара гуля гульназ
гузель гуля
рамиль рома
рашид рашик
рустам рус рустик
фатима фатя фатимка
мухаммед мухаммад магомед мохаммед мухамед magomed mohammed muhammad mohamed
магомед мага
ахмед ахмад ахмет
юсуф иосиф
ибрагим абрам ибрахим
сулейман соломон
армен армик
ашот ашотик
карен каро кэрен karen
геворг георгий жора георг
овсеп иосиф
саркис серж сергей сергис
тигран тигранчик
хачатур хачик
гаянэ гаяна гая гаяне
зураб зурик
вахтанг вахо
иракли ираклий
нурсултан нурик
айдар айдарчик
john джон jon johnny джонни jack jonathan
mary мэри мария
george джордж георгий
henry генри harry hank хенри
harry гарри
paul пол павел
kevin кевин
brian брайан
jason джейсон
helen хелен элен
emily эмили em
laura лора
alice элис
grace грейс
joshua джошуа josh
ryan райан
jacob джейкоб jake
jack джек
oliver оливер
sarah сара sally
rachel рейчел рэйчел
nancy нэнси
sandra сандра
donna донна
carol кэрол
sharon шэрон
alan алан аллан allan allen al
justin джастин
brandon брэндон
gary гэри
scott скотт
eric эрик
jane джейн
jean жан джин
julie джули жюли julia
amy эми
amanda аманда mandy
ashley эшли
megan меган meg
lisa лиза лайза
chloe хлоя
claire клэр клер clare
louise луиза
louis луи
francois франсуа
jacques жак
hans ханс ганс johannes
heinrich хайнрих генрих
johann йохан иоганн
wolfgang вольфганг
jose хосе
juan хуан
jorge хорхе
jesus хесус
javier хавьер
julio хулио
giovanni джованни
giulia джулия юлия
giuseppe джузеппе
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

const SORTED = [...RELATED.keys()].sort();

/** Forms of the table that begin so. */
export function formsBegunBy(start: string): readonly string[] {
  let [low, high] = [0, SORTED.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((SORTED[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  const begun: string[] = [];
  for (let at = low; SORTED[at]?.startsWith(start) === true; at += 1) begun.push(SORTED[at] ?? '');
  return begun;
}

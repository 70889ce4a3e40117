"""Countries named and cities meant, in every language: adjectives, inflections, lists, embassies, quarters of cities."""

from __future__ import annotations

import pytest

from feeds.understand import where

# language|sentence|the countries it names|the city of the action
SENTENCES = """
en|Kenyan and Ugandan exiles lit candles in Nairobi.|KE UG|Nairobi
en|A picket outside the Belarusian embassy in Vilnius drew forty people.|BY LT|Vilnius
en|Malaysians abroad protested in Melbourne against caning.|AU MY|Melbourne
en|The Senegalese consulate in Milan was met with drums.|IT SN|Milan
en|Saudi, Emirati and Qatari officials were handed a letter in Geneva.|AE CH QA SA|Geneva
en|Friends of the jailed Azerbaijani bloggers will gather in Strasbourg.|AZ FR|Strasbourg
en|Vigil in Christchurch, New Zealand, for the victims.|NZ|Christchurch
en|Filipino and Thai groups marched through Bangkok.|PH TH|Bangkok
en|Hundreds rallied in Washington, D.C., outside the Nigerian embassy.|NG US|Washington
en|Tanzanian police raided a clinic; a vigil will be held in Cape Town.|TZ ZA|Cape Town
en|Cardiff and Swansea are to hold rallies on Sunday.|GB|Cardiff
en|Iraqi Kurdistan activists gathered in Erbil.|IQ|Erbil
en|Protest in Portland, Oregon.|US|Portland
en|A march for Ghana's queer people took place in Accra.|GH|Accra
en|Nicaraguan exiles in Costa Rica held a sit-in in San José.|CR NI|San José
en|The Istanbul Convention was the theme of a march in Warsaw.|PL|Warsaw
en|Bangladeshi activists remember Xulhaz in Dhaka.|BD|Dhaka
en|People in Reykjavik, Iceland, kissed in front of the Russian embassy.|IS RU|Reykjavik
ru|В Берлине чеченские активисты вышли к посольству РФ.|DE RU|Berlin
ru|Пикеты прошли в Екатеринбурге, Казани и Перми.|RU|Yekaterinburg
ru|Активистка из Бишкека провела акцию в Алматы.|KG KZ|Almaty
ru|Акция в Тбилиси у здания парламента Грузии.|GE|Tbilisi
ru|Активисты в Вильнюсе поддержали белорусских политзаключённых.|BY LT|Vilnius
ru|В Ереване армянские феминистки провели марш.|AM|Yerevan
ru|Митинг в Хельсинки против депортации в Иран.|FI IR|Helsinki
ru|В Бухаресте и Софии прошли акции солидарности с Украиной.|BG RO UA|Bucharest
ru|Швейцарские правозащитники собрались в Женеве.|CH|Geneva
ru|Нидерландская группа провела пикет в Гааге.|NL|The Hague
ru|Угандийские активисты в Найроби, Кения.|KE UG|Nairobi
ru|Пикет у турецкого консульства в Казани.|RU TR|Kazan
ru|В Таллине прошла акция у посольства Венгрии.|EE HU|Tallinn
ru|В Минске и Гродно прошли марши.|BY|Minsk
ru|Акция прошла в Душанбе, столице Таджикистана.|TJ|Dushanbe
uk|У Варшаві біля посольства Білорусі відбувся мітинг.|BY PL|Warsaw
uk|Кримськотатарські активісти провели акцію у Києві.|UA|Kyiv
uk|Марш у Харкові зібрав тисячі людей.|UA|Kharkiv
uk|Польські правозахисники вийшли на площу в Гданську.|PL|Gdańsk
uk|У Берліні та Мюнхені відбулися акції на підтримку України.|DE UA|Berlin
uk|Активісти з Дніпра приїхали до Львова на марш.|UA|Lviv
uk|У Тбілісі грузинські активісти провели мітинг.|GE|Tbilisi
uk|Мітинг у Лондоні біля іранського посольства.|GB IR|London
uk|У Вінниці та Запоріжжі запалили свічки.|UA|Vinnytsia
uk|Протест у Нью-Йорку проти закону в Уганді.|UG US|New York
uk|Чеченських біженців підтримали у Відні.|AT RU|Vienna
de|Kundgebung vor der iranischen Botschaft in Berlin.|DE IR|Berlin
de|Mahnwache in Wien für die Opfer in Uganda.|AT UG|Vienna
de|Ein Kiss-in in Zürich gegen das russische Gesetz.|CH RU|Zurich
de|Demonstration am Hamburger Rathausmarkt für belarussische Gefangene.|BY DE|Hamburg
de|Türkische und kurdische Gruppen rufen in Köln zur Demo auf.|DE TR|Cologne
de|In der Schweiz wird am Samstag in Basel demonstriert.|CH|Basel
de|Aktivistinnen aus Georgien sprachen in Leipzig.|DE GE|Leipzig
de|Mahnwache in Halle (Saale) und Magdeburg.|DE|Halle
de|Solidaritätsaktion in Innsbruck, Österreich.|AT|Innsbruck
de|Protest vor dem Konsulat Saudi-Arabiens in Frankfurt am Main.|DE SA|Frankfurt
de|Ghanaische Aktivisten demonstrierten in London.|GB GH|London
fr|Rassemblement à Marseille devant le consulat d'Algérie.|DZ FR|Marseille
fr|Des militants camerounais se sont réunis à Paris.|CM FR|Paris
fr|À Genève, une veillée pour les défenseurs iraniens.|CH IR|Geneva
fr|Manifestation à Liège contre la loi hongroise.|BE HU|Liège
fr|Un sit-in à Tunis, en Tunisie, pour les prisonniers.|TN|Tunis
fr|Les Lyonnais se mobilisent pour la Tchétchénie.|FR RU|
fr|Marche à Québec pour les personnes trans.|CA|Quebec City
fr|Die-in à Strasbourg contre la répression en Ouganda.|FR UG|Strasbourg
fr|Veillée à Dakar, au Sénégal.|SN|Dakar
fr|Rassemblement devant l'ambassade d'Arabie saoudite à Bruxelles.|BE SA|Brussels
fr|Des Marocains ont manifesté à Rabat et Casablanca.|MA|Rabat
fr|Kiss-in à Nantes devant la préfecture.|FR|Nantes
es|Concentración en Sevilla frente al consulado de Marruecos.|ES MA|Seville
es|Marcha en Lima, Perú, por las personas trans.|PE|Lima
es|Besatón en Buenos Aires ante la embajada de Rusia.|AR RU|Buenos Aires
es|Plantón en Quito contra la ley de Uganda.|EC UG|Quito
es|Colectivos chechenos se manifestaron en Barcelona.|ES RU|Barcelona
es|Vigilia en Montevideo, Uruguay.|UY|Montevideo
es|Los madrileños salieron a la calle por Polonia.|ES PL|
es|Acto en La Habana en apoyo a presos cubanos.|CU|Havana
es|En Guadalajara, México, cientos marcharon.|MX|Guadalajara
es|Protesta frente a la embajada de Hungría en Bogotá.|CO HU|Bogotá
es|Marcha en Tegucigalpa por Berta Cáceres.|HN|Tegucigalpa
pt|Vigília em Lisboa em frente à embaixada do Brasil.|BR PT|Lisbon
pt|Ato no Rio de Janeiro contra a lei russa.|BR RU|Rio de Janeiro
pt|Marcha em Porto Alegre pelas pessoas trans.|BR|Porto Alegre
pt|Protesto em Luanda, Angola.|AO|Luanda
pt|Ativistas ugandeses foram recebidos em Coimbra.|PT UG|Coimbra
pt|Beijaço em Curitiba diante do consulado polonês.|BR PL|Curitiba
pt|Concentração em Braga pela Ucrânia.|PT UA|Braga
pt|Manifestação em Maputo, capital de Moçambique.|MZ|Maputo
pt|Paulistanos protestaram contra a lei da Hungria.|BR HU|
pt|Militantes iranianas falaram em Brasília.|BR IR|Brasília
it|Presidio a Bologna davanti al consolato ungherese.|HU IT|Bologna
it|Sit-in a Milano per i prigionieri bielorussi.|BY IT|Milan
it|Fiaccolata a Firenze per l'Iran.|IR IT|Florence
it|Attivisti ceceni a Berlino.|DE RU|Berlin
it|Manifestazione a Cagliari e Sassari.|IT|Cagliari
it|Bacio collettivo a Torino contro la legge russa.|IT RU|Turin
it|I milanesi in piazza per l'Ucraina.|IT UA|
it|Corteo a Palermo davanti al consolato della Tunisia.|IT TN|Palermo
it|Protesta a Ginevra, in Svizzera.|CH|Geneva
it|Presidio a Roma sotto l'ambasciata dell'Egitto.|EG IT|Rome
it|Un presidio a Lubiana e uno a Zagabria.|HR SI|Ljubljana
it|Attiviste polacche a Padova.|IT PL|Padua
pl|Pikieta przed ambasadą Iranu w Warszawie.|IR PL|Warsaw
pl|W Łodzi i Poznaniu odbyły się czuwania.|PL|Łódź
pl|Węgierscy aktywiści protestowali w Budapeszcie.|HU|Budapest
pl|Czeczeni demonstrowali w Brukseli.|BE RU|Brussels
pl|Marsz w Rzeszowie.|PL|Rzeszów
pl|W Wilnie pod ambasadą Białorusi zebrali się dziennikarze.|BY LT|Vilnius
pl|Białoruscy dziennikarze w Białymstoku.|BY PL|Białystok
pl|Solidarni z Ugandą: akcja we Wrocławiu.|PL UG|Wrocław
pl|W Kijowie i we Lwowie zapalono znicze.|UA|Kyiv
pl|Manifestacja w Pradze przed rosyjską ambasadą.|CZ RU|Prague
tr|İzmir'de İran Konsolosluğu önünde protesto.|IR TR|Izmir
tr|Diyarbakır'da kadınlar yürüdü.|TR|Diyarbakır
tr|Londra'da Türkiye Büyükelçiliği önünde eylem.|GB TR|London
tr|Çeçen aktivistler Paris'te toplandı.|FR RU|Paris
tr|Azerbaycanlı gazeteciler için Tiflis'te eylem.|AZ GE|Tbilisi
tr|Ankaralılar Ukrayna için toplandı.|TR UA|
tr|Almanya'nın Köln kentinde miting düzenlendi.|DE|Cologne
tr|Rus büyükelçiliği önünde, Viyana'da bir öpüşme eylemi.|AT RU|Vienna
tr|Brüksel’de Uganda yasasına karşı yürüyüş.|BE UG|Brussels
tr|Macaristan’daki yasayı protesto için Budapeşte’de yürüdüler.|HU|Budapest
nl|Kiss-in in Rotterdam tegen de Russische wet.|NL RU|Rotterdam
nl|Wake bij de ambassade van Iran in Den Haag.|IR NL|The Hague
nl|Oegandese activisten spraken in Utrecht.|NL UG|Utrecht
nl|Protest in Gent tegen de wet in Hongarije.|BE HU|Ghent
nl|Amsterdammers demonstreerden voor Tsjetsjenië.|NL RU|
nl|Betoging in Brussel voor de Turkse ambassade.|BE TR|Brussels
nl|Demonstratie in Maastricht en Eindhoven.|NL|Maastricht
nl|Wit-Russische studenten in Leuven.|BE BY|Leuven
nl|Herdenking in Paramaribo, Suriname.|SR|Paramaribo
nl|Marokkaanse en Egyptische gevangenen herdacht in Groningen.|EG MA NL|Groningen
cs|V Ostravě se konala demonstrace za běloruské vězně.|BY CZ|Ostrava
cs|Před maďarskou ambasádou v Praze se sešli lidé.|CZ HU|Prague
cs|Čečenští uprchlíci ve Vídni.|AT RU|Vienna
cs|Polští aktivisté v Krakově.|PL|Krakow
cs|Pochod v Hradci Králové za Ukrajinu.|CZ UA|Hradec Králové
cs|Demonstrace v Londýně před ugandským velvyslanectvím.|GB UG|London
cs|V Českých Budějovicích protestovali studenti.|CZ|České Budějovice
cs|V Bratislavě uctili oběti.|SK|Bratislava
cs|Setkání v Berlíně a Mnichově.|DE|Berlin
cs|Íránské ženy podpořili v Olomouci.|CZ IR|Olomouc
sk|V Trnave a Nitre sa konali zhromaždenia.|SK|Trnava
sk|Pred ruskou ambasádou v Bratislave sa bozkávali.|RU SK|Bratislava
sk|Poľskí aktivisti v Prahe.|CZ PL|Prague
sk|V Banskej Bystrici zapálili sviečky.|SK|Banská Bystrica
sk|Pochod v Prešove za Ukrajinu.|SK UA|Prešov
sk|Protest v Budapešti proti maďarskému zákonu.|HU|Budapest
sk|Zhromaždenie v Žiline.|SK|Žilina
sk|Čečenskí utečenci vo Viedni.|AT RU|Vienna
sk|Demonštrácia v Londýne pred iránskym veľvyslanectvom.|GB IR|London
sk|Bieloruskí študenti v Košiciach.|BY SK|Košice
hu|Tüntetés Bécsben az iráni nagykövetség előtt.|AT IR|Vienna
hu|Szegeden és Pécsen is gyertyát gyújtottak.|HU|Szeged
hu|Lengyel aktivisták Varsóban.|PL|Warsaw
hu|Kolozsváron is tüntettek.|RO|Cluj-Napoca
hu|Pozsonyban a szlovák parlament előtt gyűltek össze.|SK|Bratislava
hu|Berlinben csecsen menekültek tüntettek.|DE RU|Berlin
hu|Miskolcon és Győrben is lesz megmozdulás.|HU|Miskolc
hu|Ukrán zászlókkal vonultak Prágában.|CZ UA|Prague
hu|A budapesti török nagykövetség előtt tiltakoztak.|HU TR|Budapest
hu|Ugandai meleg férfiakért tüntettek New Yorkban.|UG US|New York
hu|Párizsban és Rómában virrasztottak.|FR IT|Paris
ka|ბათუმში რუსეთის საკონსულოსთან აქცია გაიმართა.|GE RU|Batumi
ka|ქუთაისში სოლიდარობის აქცია.|GE|Kutaisi
ka|ბერლინში ქართველმა აქტივისტებმა აქცია გამართეს.|DE GE|Berlin
ka|ერევანში სომეხი აქტივისტები შეიკრიბნენ.|AM|Yerevan
ka|აქცია ვარშავაში უკრაინის მხარდასაჭერად.|PL UA|Warsaw
ka|თბილისში აზერბაიჯანის საელჩოსთან პიკეტი.|AZ GE|Tbilisi
ka|ლონდონში ირანის საელჩოსთან შეიკრიბნენ.|GB IR|London
ka|ჩეჩენი გეების მხარდამჭერი აქცია პარიზში.|FR RU|Paris
ka|ბრიუსელში უნგრეთის კანონი გააპროტესტეს.|BE HU|Brussels
ar|وقفة احتجاجية في الرباط أمام السفارة الفرنسية.|FR MA|Rabat
ar|تظاهر ناشطون في عمّان، الأردن.|JO|Amman
ar|اعتصام في بغداد تضامنا مع المعتقلين.|IQ|Baghdad
ar|مسيرة في برلين للتضامن مع السودان.|DE SD|Berlin
ar|وقفة في رام الله أمام القنصلية البريطانية.|GB PS|Ramallah
ar|نظم لبنانيون وقفة في باريس.|FR LB|Paris
ar|احتجاج في الدار البيضاء.|MA|Casablanca
ar|مظاهرة في لندن أمام السفارة السعودية.|GB SA|London
ar|تجمع في جنيف للتضامن مع الناشطين البحرينيين.|BH CH|Geneva
ar|وقفة بالقاهرة ضد قانون روسيا.|EG RU|Cairo
ar|مظاهرة في إسطنبول أمام القنصلية الروسية.|RU TR|Istanbul
fa|تجمع ایرانیان در لندن مقابل سفارت جمهوری اسلامی.|GB IR|London
fa|تظاهرات در پاریس، فرانسه.|FR|Paris
fa|تجمع در وین، اتریش، در حمایت از زندانیان.|AT|Vienna
fa|راهپیمایی در تورنتو، کانادا.|CA|Toronto
fa|شمع روشن کردن در کابل برای زنان افغانستان.|AF|Kabul
fa|تجمع در استانبول مقابل کنسولگری روسیه.|RU TR|Istanbul
fa|تجمع در سنندج و مهاباد.|IR|Sanandaj
fa|گردهمایی در بروکسل علیه قانون اوگاندا.|BE UG|Brussels
fa|تجمع معلمان در شیراز.|IR|Shiraz
fa|تجمع در لس آنجلس، آمریکا.|US|Los Angeles
az|Gəncədə etiraz aksiyası.|AZ|Ganja
az|Tbilisidə Azərbaycan səfirliyinin qarşısında aksiya.|AZ GE|Tbilisi
az|Berlində azərbaycanlı fəallar toplaşdı.|AZ DE|Berlin
az|İstanbulda İran konsulluğu qarşısında piket.|IR TR|Istanbul
az|Londonda Rusiya səfirliyi önündə aksiya.|GB RU|London
az|Gürcüstanın Batumi şəhərində yürüş.|GE|Batumi
az|Strasburqda siyasi məhbuslara dəstək aksiyası.|FR|Strasbourg
az|Ukraynalı qaçqınlara dəstək üçün Vilnüsdə toplandılar.|LT UA|Vilnius
uz|Samarqandda faollar yig'ildi.|UZ|Samarkand
uz|Berlinda o'zbek faollari namoyish o'tkazdi.|DE UZ|Berlin
uz|Moskvada Qirg'iziston elchixonasi oldida piket.|KG RU|Moscow
uz|Varshavada O'zbekiston elchixonasi oldida namoyish.|PL UZ|Warsaw
uz|Olmaotada aksiya bo'lib o'tdi.|KZ|Almaty
uz|Istanbulda rus konsulxonasi oldida.|RU TR|Istanbul
uz|Nukusda miting bo'ldi.|UZ|Nukus
uz|Bishkekda feministlar yurishi.|KG|Bishkek
uz|Londonda Eron elchixonasi oldida.|GB IR|London
uz-Cyrl|Берлинда ўзбек фаоллари йиғилди.|DE UZ|Berlin
uz-Cyrl|Москвада Қирғизистон элчихонаси олдида пикет.|KG RU|Moscow
uz-Cyrl|Бухорода намойиш бўлди.|UZ|Bukhara
uz-Cyrl|Истанбулда Россия консулхонаси олдида.|RU TR|Istanbul
uz-Cyrl|Варшавада Ўзбекистон элчихонаси олдида.|PL UZ|Warsaw
uz-Cyrl|Нью-Йоркда БМТ биноси олдида пикет.|US|New York
uz-Cyrl|Бишкекда феминистлар юриши.|KG|Bishkek
uz-Cyrl|Андижонда йиғилдилар.|UZ|Andijan
sv|Kyssprotest i Stockholm utanför ryska ambassaden.|RU SE|Stockholm
sv|Ljusmanifestation i Uppsala för Iran.|IR SE|Uppsala
sv|Demonstration i Helsingfors, Finland.|FI|Helsinki
sv|Tjetjenska flyktingar samlades i Malmö.|RU SE|Malmö
sv|Protest i Köpenhamn mot Ungerns lag.|DK HU|Copenhagen
sv|Ugandiska aktivister talade i Örebro.|SE UG|Örebro
sv|Manifestation i Oslo utanför Turkiets ambassad.|NO TR|Oslo
sv|Stockholmare tände ljus för Ukraina.|SE UA|
sv|Pridetåg i Umeå och Luleå.|SE|Umeå
sv|Göteborgare protesterade mot Polens lag.|PL SE|
el|Συγκέντρωση στην Αθήνα έξω από την πρεσβεία του Ιράν.|GR IR|Athens
el|Πορεία στη Θεσσαλονίκη για την Ουγκάντα.|GR UG|Thessaloniki
el|Διαμαρτυρία στο Βερολίνο.|DE|Berlin
el|Τσετσένοι πρόσφυγες στο Παρίσι.|FR RU|Paris
el|Ολονυκτία στην Πάτρα και στο Ηράκλειο.|GR|Patras
el|Διαδήλωση στη Λευκωσία, Κύπρος.|CY|Nicosia
el|Συγκέντρωση στο Λονδίνο έξω από τη ρωσική πρεσβεία.|GB RU|London
el|Ουκρανοί διαδήλωσαν στα Ιωάννινα.|GR UA|Ioannina
el|Τουρκικό προξενείο στην Κομοτηνή: διαμαρτυρία.|GR TR|Komotini
el|Πορεία στις Βρυξέλλες κατά του νόμου της Ουγγαρίας.|BE HU|Brussels
ro|Protest la Cluj în fața consulatului Ungariei.|HU RO|Cluj-Napoca
ro|Marș la Timișoara și Iași.|RO|Timişoara
ro|Veghe la Chișinău pentru activiștii ruși.|MD RU|Chisinau
ro|Activiști ceceni la Paris.|FR RU|Paris
ro|Miting la Brașov pentru Ucraina.|RO UA|Brașov
ro|Demonstrație la Bruxelles, Belgia.|BE|Brussels
ro|Sărut public la Londra în fața ambasadei rusești.|GB RU|London
ro|Protest la Constanța.|RO|Constanţa
ro|Femeile iraniene susținute la Sibiu.|IR RO|Sibiu
bg|Протест във Варна пред руското консулство.|BG RU|Varna
bg|Бдение в София за жертвите в Братислава.|BG SK|Sofia
bg|Шествие в Бургас и Русе.|BG|Burgas
bg|Чеченски бежанци в Берлин.|DE RU|Berlin
bg|Митинг в Белград за Украйна.|RS UA|Belgrade
bg|Протест пред иранското посолство в Лондон.|GB IR|London
bg|Унгарските активисти в Будапеща.|HU|Budapest
bg|Македонски активисти в Скопие.|MK|Skopje
bg|Демонстрация в Солун, Гърция.|GR|Thessaloniki
bg|Варненци запалиха свещи за Уганда.|BG UG|
zh|香港市民在俄罗斯领事馆外静默抗议。|HK RU|Hong Kong
zh|伦敦唐人街有人声援维权律师。|GB|London
zh|乌干达驻北京大使馆前有人献花。|CN UG|Beijing
zh|柏林举行声援车臣同志的集会。|DE RU|Berlin
zh|高雄遊行聲援烏克蘭。|TW UA|Kaohsiung
zh|活动人士在纽约联合国总部外集会，声援伊朗女性。|IR US|New York
zh|東京與首爾同步舉行守夜。|JP KR|Tokyo
zh|澳大利亚悉尼举行反对俄罗斯法律的抗议。|AU RU|Sydney
zh|多伦多集会支持被捕记者。|CA|Toronto
zh|巴黎埃菲尔铁塔下的集会。|FR|Paris
en|Tunisian and Lebanese queer groups held a vigil outside the Moroccan embassy in Ottawa.|CA LB MA TN|Ottawa
en|Eritrean refugees picketed in Oslo.|ER NO|Oslo
en|A sit-in in Leeds backed the women of Afghanistan.|AF GB|Leeds
en|Students marched from Oxford to London.|GB|London
en|The Dominican consulate in Miami, Florida, was picketed.|DO US|Miami
en|Kiss-in at the Chechen cultural centre in Nice.|FR RU|Nice
en|A rally for Palestine was held in Cork, Ireland.|IE PS|Cork
en|Hong Kong activists gathered in Taipei.|HK TW|Taipei
ru|Венгерское консульство во Львове пикетировали студенты.|HU UA|Lviv
ru|В Вене и Граце прошли марши.|AT|Vienna
ru|Кыргызские активистки вышли на марш в Оше.|KG|Osh
ru|Акция у посольства Саудовской Аравии в Москве.|RU SA|Moscow
ru|В Кишинёве молдавские журналисты поддержали коллег.|MD|Chisinau
ru|Итальянские депутаты в Риме с плакатами.|IT|Rome
ru|В Новосибирске и Омске запретили шествия.|RU|Novosibirsk
ru|Пикет в Праге против закона в Грузии.|CZ GE|Prague
uk|У Чернівцях та Івано-Франківську відбулися марші.|UA|Chernivtsi
uk|Литовські активісти у Вільнюсі.|LT|Vilnius
uk|Пікет біля угандійського посольства в Брюсселі.|BE UG|Brussels
uk|Акція у Римі на підтримку білорусів.|BY IT|Rome
de|Schwedische und finnische Gruppen demonstrierten in Helsinki.|FI SE|Helsinki
de|Vor der aserbaidschanischen Botschaft in Wien.|AT AZ|Vienna
de|In Budapest und Pécs gingen Tausende auf die Straße.|HU|Budapest
de|Sitzblockade in Göttingen gegen Abschiebungen nach Afghanistan.|AF DE|Göttingen
de|Kundgebung in Luzern für Hongkong.|CH HK|Lucerne
fr|Veillée à Bruxelles devant l'ambassade de Pologne.|BE PL|Brussels
fr|Les Égyptiennes emprisonnées soutenues à Rennes.|EG FR|Rennes
fr|À Lausanne, marche contre la loi géorgienne.|CH GE|Lausanne
fr|Rassemblement à Yaoundé, Cameroun.|CM|Yaoundé
es|En Ciudad de Guatemala, activistas hondureños pidieron justicia.|GT HN|Guatemala City
es|Marcha en Córdoba, Argentina.|AR|Córdoba
es|Vigilia en Santo Domingo por Haití.|DO HT|Santo Domingo
pt|Ato em Belo Horizonte pela Palestina.|BR PS|Belo Horizonte
pt|Vigília no Funchal por uma ativista angolana.|AO PT|Funchal
pt|Em Recife, protesto contra o governo iraniano.|BR IR|Recife
it|Corteo a Genova contro la legge georgiana.|GE IT|Genoa
it|Veglia a Trieste per i rifugiati afghani.|AF IT|Trieste
it|Presidio a Bari davanti al consolato greco.|GR IT|Bari
pl|W Gdyni pod konsulatem Węgier.|HU PL|Gdynia
pl|Litewscy i łotewscy aktywiści w Rydze.|LT LV|Riga
pl|Czuwanie w Kielcach i Radomiu.|PL|Kielce
pl|Pikieta w Berlinie przeciw ustawie gruzińskiej.|DE GE|Berlin
tr|Gürcistan'ın başkenti Tiflis'te binlerce kişi yürüdü.|GE|Tbilisi
tr|Eskişehir'de İranlı kadınlara destek.|IR TR|Eskişehir
tr|Kıbrıs'ın Lefkoşa kentinde yürüyüş.|CY|Nicosia
tr|New York'ta Özbekistan Konsolosluğu önünde.|US UZ|New York
nl|Kiss-in in Antwerpen voor het Hongaarse consulaat.|BE HU|Antwerp
nl|Georgische studenten protesteren in Leiden.|GE NL|Leiden
cs|Gruzínští studenti protestovali v Brně.|CZ GE|Brno
cs|Pochod v Pardubicích a Zlíně.|CZ|Pardubice
cs|Ve Varšavě před běloruskou ambasádou.|BY PL|Warsaw
sk|V Ružomberku a Martine zapálili sviečky.|SK|Ružomberok
sk|Protest pred gruzínskou ambasádou vo Varšave.|GE PL|Warsaw
hu|Nyíregyházán és Kecskeméten is tüntettek.|HU|Nyíregyháza
hu|Tbilisziben a grúz parlament előtt.|GE|Tbilisi
hu|Isztambulban török aktivisták.|TR|Istanbul
ka|ზუგდიდში და გორში აქციები გაიმართა.|GE|Zugdidi
ka|ვენაში უნგრეთის საელჩოსთან შეიკრიბნენ.|AT HU|Vienna
ka|პრაღაში ბელარუსი აქტივისტები.|BY CZ|Prague
ar|وقفة في صنعاء تضامنا مع غزة.|PS YE|Sanaa
ar|مسيرة في الجزائر العاصمة.|DZ|Algiers
ar|احتجاج أمام السفارة الإيرانية في فيينا.|AT IR|Vienna
ar|تجمع ناشطون مغاربة في بروكسل.|BE MA|Brussels
fa|تجمع در هامبورگ، آلمان.|DE|Hamburg
fa|تجمع در مشهد و تبریز.|IR|Mashhad
fa|تجمع مقابل سفارت روسیه در تهران.|IR RU|Tehran
az|Naxçıvanda piket.|AZ|Naxçıvan
az|Vyanada İran səfirliyi qarşısında.|AT IR|Vienna
uz|Farg'onada va Andijonda yig'ilishdi.|UZ|Fergana
uz|Vashingtonda Rossiya elchixonasi oldida.|RU US|Washington
uz-Cyrl|Тошкентда Россия элчихонаси олдида.|RU UZ|Tashkent
sv|Ljuständning i Linköping för Afghanistans kvinnor.|AF SE|Linköping
sv|Protest utanför Georgiens ambassad i Stockholm.|GE SE|Stockholm
el|Συγκέντρωση έξω από την πρεσβεία της Γεωργίας στην Αθήνα.|GE GR|Athens
ro|Protest la Oradea și Arad.|RO|Oradea
ro|La Viena, activiști georgieni.|AT GE|Vienna
bg|Шествие в Стара Загора за Грузия.|BG GE|Stara Zagora
bg|Протест в Брюксел пред унгарското посолство.|BE HU|Brussels
zh|台中市民聲援香港。|HK TW|Taichung
zh|马德里举行反对格鲁吉亚法律的集会。|ES GE|Madrid
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Istanbul Convention protects women."),
        ("de", "Die Genfer Flüchtlingskonvention gilt."),
        ("es", "El Convenio de Estambul protege a las mujeres."),
        ("tr", "İstanbul Sözleşmesi yaşatır."),
        ("uk", "Стамбульська конвенція діє."),
        ("en", "We all post at 4 p.m. New York time."),
        ("fr", "Rendez-vous en ligne à 20 h, heure de Paris."),
    ],
)
def test_a_treaty_and_a_clock_are_no_places(language: str, text: str) -> None:
    assert [m for m in where.find(text, language=language, home_country=None) if m.kind == "city"] == []


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("de", "Berliner Gruppen rufen auf.", "Berlin"),
        ("ru", "Парижский клуб закрыт.", "Paris"),
        ("fr", "Des avocats lyonnais se réunissent.", "Lyon"),
        ("cs", "Brněnské spolky se přidaly.", "Brno"),
        ("pl", "Krakowski marsz ruszył.", "Krakow"),
        ("nl", "In de Utrechtse bibliotheek.", "Utrecht"),
    ],
)
def test_an_adjective_tells_less_than_a_name(language: str, text: str, city: str) -> None:
    mentions = where.find(text, language=language, home_country=None)
    assert [(m.city, m.adjective, m.led) for m in mentions] == [(city, True, False)]
    assert where.city_of_action(text, mentions, language=language) is None


def test_where_somebody_comes_from_is_no_place_of_action() -> None:
    mentions = where.find("Guests from Leipzig marched in Bremen.", language="en", home_country=None)
    assert [(m.city, m.led) for m in mentions] == [("Leipzig", False), ("Bremen", True)]


def test_the_language_of_one_country_prefers_its_city() -> None:
    assert where.find("Zhromaždenie v Trnave", language="sk", home_country=None)[0].country == "SK"


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("cs", "Na brněnském náměstí hoří svíčky.", "Brno"),
        ("hu", "Hétfőn hétkor a szegedi Dóm téren leszünk.", "Szeged"),
    ],
)
def test_the_square_of_a_city_says_where(language: str, text: str, city: str) -> None:
    mentions = where.find(text, language=language, home_country=None)
    assert [(m.city, m.adjective, m.led) for m in mentions] == [(city, False, True)]


@pytest.mark.parametrize(
    ("language", "text", "home", "city"),
    [
        ("it", "BOLOGNA – Si comincia alle otto.", "IT", "Bologna"),
        ("pt", "VILA REAL – Duas filas à porta.", "PT", "Vila Real"),
        ("es", "XALAPA, Ver.- El primero en llegar.", "MX", "Xalapa"),
        ("ka", "ქუთაისი, 5 მაისი. ხვალ შევიკრიბებით.", "GE", "Kutaisi"),
        ("de", "Kurzinfo vom Referat, AStA Marburg", "DE", "Marburg"),
        ("uz", "Варшавада йиғилиш бўлди.", "PL", "Warsaw"),
    ],
)
def test_names_at_the_head_of_a_text(language: str, text: str, home: str, city: str) -> None:
    assert [m.city for m in where.find(text, language=language, home_country=home)] == [city]

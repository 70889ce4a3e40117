"""Short pages of our own in every language of the lexicon: an appeal, a report, and a page that only speaks of a court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from feeds.article import Article

PUBLISHED = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    language: str
    title: str
    text: str
    form: str = ""


def article(page: Page) -> Article:
    """The page as an article published on Tuesday, 5 March 2024."""
    return Article(
        url=f"https://news.example/{page.language}", source="example", site="Example", title=page.title, text=page.text,
        language=page.language, published=PUBLISHED,
    )  # fmt: skip


PETITIONS = (
    Page("en", "Sign the petition for Danil", "Danil, a gay activist, was arrested on Monday. Friends have started a petition for his release. Please sign the petition and share it with everyone you know.", "petition"),
    Page("ru", "Подпишите петицию в защиту Данила", "Гей-активиста Данила арестовали в понедельник. Друзья запустили петицию за его освобождение. Подпишите петицию и расскажите о ней знакомым.", "petition"),
    Page("uk", "Підпишіть петицію на захист Данила", "Гей-активіста Данила заарештували в понеділок. Друзі створили петицію за його звільнення. Підпишіть петицію та поширте її.", "petition"),
    Page("de", "Petition für Danil: jetzt unterschreiben", "Der schwule Aktivist Danil wurde am Montag verhaftet. Freunde haben eine Petition gestartet und fordern seine Freilassung. Unterschreibt die Petition und teilt den Aufruf.", "petition"),
    Page("fr", "Signez la pétition pour Danil", "Le militant gay Danil a été arrêté lundi. Ses amis ont lancé une pétition pour demander sa libération. Signez la pétition et partagez-la.", "petition"),
    Page("es", "Firma la petición por Danil", "El activista gay Danil fue detenido el lunes. Sus amigos lanzaron una petición para exigir su liberación. Firma la petición y comparte.", "petition"),
    Page("pt", "Assine a petição por Danil", "O ativista gay Danil foi preso na segunda-feira. Amigos lançaram uma petição para pedir a sua libertação. Assine a petição e compartilhe.", "petition"),
    Page("it", "Firma la petizione per Danil", "L'attivista gay Danil è stato arrestato lunedì. Gli amici hanno lanciato una petizione per chiedere la sua liberazione. Firma la petizione e condividi.", "petition"),
    Page("pl", "Podpisz petycję w obronie Daniła", "Aktywista LGBT Danił został w poniedziałek zatrzymany. Przyjaciele uruchomili petycję o jego uwolnienie. Podpisz petycję i udostępnij ją.", "petition"),
    Page("tr", "Danil için imza kampanyası başladı", "Eşcinsel aktivist Danil pazartesi günü tutuklandı. Arkadaşları imza kampanyası başlattı ve serbest bırakılmasını talep ediyor. Siz de imzalayın, paylaşın.", "petition"),
    Page("nl", "Teken de petitie voor Danil", "De homoseksuele activist Danil werd maandag gearresteerd. Vrienden zijn een petitie gestart voor zijn vrijlating. Teken de petitie en deel de oproep.", "petition"),
    Page("cs", "Podepište petici za Danila", "Gay aktivista Danil byl v pondělí zatčen. Přátelé spustili petici za jeho propuštění. Podepište petici a sdílejte ji.", "petition"),
    Page("sk", "Podpíšte petíciu za Danila", "Gej aktivista Danil bol v pondelok zatknutý. Priatelia spustili petíciu za jeho prepustenie. Podpíšte petíciu a zdieľajte ju.", "petition"),
    Page("hu", "Írd alá a petíciót Danil szabadságáért", "A meleg aktivistát, Danilt hétfőn letartóztatták. Barátai petíciót indítottak, és követelik, hogy engedjék szabadon. Írd alá a petíciót, és oszd meg.", "petition"),
    Page("ka", "მოაწერეთ ხელი პეტიციას დანილის გასათავისუფლებლად", "ლგბტ აქტივისტი დანილი ორშაბათს დააკავეს. მეგობრებმა პეტიცია შექმნეს და მის გათავისუფლებას მოითხოვენ. მოაწერეთ ხელი პეტიციას და გააზიარეთ.", "petition"),
    Page("ar", "وقعوا على العريضة من أجل دانيل", "اعتقل الناشط المثلي دانيل يوم الاثنين. أطلق أصدقاؤه عريضة للمطالبة بالإفراج عنه. وقعوا على العريضة وشاركوا المنشور.", "petition"),
    Page("fa", "طومار آزادی دانیل را امضا کنید", "دانیل، فعال همجنسگرا، روز دوشنبه بازداشت شد. دوستانش طومار آنلاین برای آزادی او منتشر کرده اند. طومار را امضا کنید و به اشتراک بگذارید.", "petition"),
    Page("az", "Danil üçün petisiyanı imzalayın", "LGBT fəalı Danil bazar ertəsi həbs edilib. Dostları onun azad edilməsi üçün petisiya başladıb. Petisiyanı imzalayın və paylaşın.", "petition"),
    Page("uz", "Danil uchun petitsiyani imzolang", "LGBT faoli Danil dushanba kuni hibsga olindi. Do'stlari uni ozod qilishni talab qilib petitsiya boshladi. Petitsiyani imzolang va ulashing.", "petition"),
    Page("uz-Cyrl", "Данил учун петицияни имзоланг", "ЛГБТ фаоли Данил душанба куни ҳибсга олинди. Дўстлари уни озод қилишни талаб қилиб петиция бошлади. Петицияни имзоланг ва улашинг.", "petition"),
    Page("sv", "Skriv under uppropet för Danil", "Hbtq-aktivisten Danil greps i måndags. Vänner har startat en namninsamling och kräver att han släpps. Skriv under uppropet och dela det.", "petition"),
    Page("el", "Υπογράψτε για τον Ντανίλ", "Ο ΛΟΑΤΚΙ ακτιβιστής Ντανίλ συνελήφθη τη Δευτέρα. Φίλοι του ξεκίνησαν συλλογή υπογραφών και ζητούν την απελευθέρωσή του. Υπογράψτε και κοινοποιήστε.", "petition"),
    Page("ro", "Semnează petiția pentru Danil", "Activistul gay Danil a fost arestat luni. Prietenii au lansat o petiție și cer eliberarea lui. Semnează petiția și distribuie.", "petition"),
    Page("bg", "Подпишете петицията за Данил", "Гей активистът Данил беше арестуван в понеделник. Приятели стартираха петиция и настояват за освобождаването му. Подпишете петицията и споделете.", "petition"),
    Page("zh", "请签署请愿书，声援丹尼尔", "同志活动人士丹尼尔周一被捕。朋友们发起请愿，要求释放他。请签署请愿书并转发。", "petition"),
)  # fmt: skip

REPORTS = (
    Page("en", "Protest outside the Russian embassy", "About 50 people gathered outside the Russian embassy on Sunday to protest against the persecution of gay men. They held placards and demanded an investigation.", "rally"),
    Page("ru", "У посольства России прошёл митинг", "Около 50 человек собрались в воскресенье у посольства России на митинг против преследования геев. Участники акции держали плакаты и требовали расследования.", "rally"),
    Page("uk", "Під посольством Росії відбувся мітинг", "Близько 50 людей зібралися в неділю під посольством Росії на мітинг проти переслідування геїв. Учасники акції тримали плакати й вимагали розслідування.", "rally"),
    Page("de", "Kundgebung vor der russischen Botschaft", "Rund 50 Menschen haben am Sonntag vor der russischen Botschaft gegen die Verfolgung von Schwulen demonstriert. Sie hielten Plakate und forderten Aufklärung.", "rally"),
    Page("fr", "Rassemblement devant l'ambassade de Russie", "Une cinquantaine de personnes se sont rassemblées dimanche devant l'ambassade de Russie contre la persécution des homosexuels. Les manifestants ont brandi des pancartes.", "rally"),
    Page("es", "Concentración ante la embajada de Rusia", "Unas 50 personas se concentraron el domingo ante la embajada de Rusia contra la persecución de homosexuales. Los manifestantes llevaban pancartas.", "rally"),
    Page("pt", "Manifestação em frente à embaixada da Rússia", "Cerca de 50 pessoas concentraram-se no domingo em frente à embaixada da Rússia contra a perseguição a homossexuais. Os manifestantes levavam cartazes.", "rally"),
    Page("it", "Presidio davanti all'ambasciata russa", "Circa 50 persone si sono radunate domenica davanti all'ambasciata russa contro le persecuzioni degli omosessuali. I manifestanti avevano cartelli.", "rally"),
    Page("pl", "Protest przed ambasadą Rosji", "Około 50 osób zebrało się w niedzielę przed ambasadą Rosji na demonstracji przeciwko prześladowaniom gejów. Uczestnicy mieli transparenty.", "rally"),
    Page("tr", "Rusya Büyükelçiliği önünde protesto", "Pazar günü yaklaşık 50 kişi Rusya Büyükelçiliği önünde toplandı ve eşcinsellere yönelik baskıları protesto etti. Eylemciler pankart açtı.", "rally"),
    Page("nl", "Demonstratie bij de Russische ambassade", "Ongeveer 50 mensen demonstreerden zondag bij de Russische ambassade tegen de vervolging van homo's. De betogers droegen spandoeken.", "rally"),
    Page("cs", "Demonstrace před ruským velvyslanectvím", "Asi 50 lidí se v neděli sešlo před ruským velvyslanectvím na demonstraci proti pronásledování gayů. Účastníci drželi transparenty.", "rally"),
    Page("sk", "Protest pred ruským veľvyslanectvom", "Asi 50 ľudí sa v nedeľu zišlo pred ruským veľvyslanectvom na proteste proti prenasledovaniu gejov. Účastníci držali transparenty.", "rally"),
    Page("hu", "Tüntetés az orosz nagykövetség előtt", "Mintegy 50 ember gyűlt össze vasárnap az orosz nagykövetség előtt, hogy a melegek üldözése ellen tüntessen. A résztvevők transzparenseket tartottak.", "rally"),
    Page("ka", "აქცია რუსეთის საელჩოსთან", "კვირას რუსეთის საელჩოსთან დაახლოებით 50 ადამიანი შეიკრიბა. ლგბტ ადამიანების დევნის წინააღმდეგ აქცია გაიმართა. მონაწილეებს პლაკატები ეჭირათ.", "rally"),
    Page("ar", "وقفة احتجاجية أمام السفارة الروسية", "تجمع نحو 50 شخصا يوم الأحد أمام السفارة الروسية احتجاجا على اضطهاد المثليين. ورفع المشاركون لافتات.", "rally"),
    Page("fa", "تجمع اعتراضی مقابل سفارت روسیه", "حدود ۵۰ نفر روز یکشنبه مقابل سفارت روسیه تجمع کردند و به آزار همجنسگرایان اعتراض کردند. شرکت کنندگان پلاکارد در دست داشتند.", "rally"),
    Page("az", "Rusiya səfirliyi qarşısında aksiya", "Bazar günü təxminən 50 nəfər Rusiya səfirliyi qarşısında toplaşdı. Aksiya iştirakçıları geylərə qarşı təqiblərə etiraz etdilər.", "rally"),
    Page("uz", "Rossiya elchixonasi oldida namoyish", "Yakshanba kuni 50 nafar kishi Rossiya elchixonasi oldida to'plandi. Namoyishchilar geylarga qarshi ta'qiblarga norozilik bildirdi.", "rally"),
    Page("uz-Cyrl", "Россия элчихонаси олдида намойиш", "Якшанба куни 50 нафар киши Россия элчихонаси олдида тўпланди. Намойишчилар гейларга қарши таъқибларга норозилик билдирди.", "rally"),
    Page("sv", "Manifestation utanför ryska ambassaden", "Omkring 50 personer samlades i söndags utanför ryska ambassaden för att protestera mot förföljelsen av homosexuella. Deltagarna höll plakat.", "rally"),
    Page("el", "Διαμαρτυρία έξω από τη ρωσική πρεσβεία", "Περίπου 50 άτομα συγκεντρώθηκαν την Κυριακή έξω από τη ρωσική πρεσβεία και διαμαρτυρήθηκαν κατά των διώξεων των ομοφυλόφιλων. Οι διαδηλωτές κρατούσαν πανό.", "rally"),
    Page("ro", "Protest în fața ambasadei Rusiei", "Aproximativ 50 de persoane s-au adunat duminică în fața ambasadei Rusiei și au protestat împotriva persecutării persoanelor gay. Participanții aveau pancarte.", "rally"),
    Page("bg", "Протест пред руското посолство", "Около 50 души се събраха в неделя пред руското посолство на протест срещу преследването на гейовете. Участниците носеха плакати.", "rally"),
    Page("zh", "俄罗斯大使馆外举行抗议集会", "约50人3月3日聚集在俄罗斯大使馆外，抗议对同性恋者的迫害。参加者手持标语，高喊口号。", "rally"),
)  # fmt: skip

COURTS = (
    Page("en", "Court jails gay man for three years", "A court in the capital sentenced a gay man to three years in prison on Monday. The judge rejected the appeal of his lawyer. The prosecutor had asked for five years."),
    Page("ru", "Суд отправил гея в колонию на три года", "Суд в понедельник приговорил гея к трём годам колонии. Судья отклонил ходатайство адвоката. Прокурор просил пять лет."),
    Page("uk", "Суд засудив гея до трьох років", "Суд у понеділок засудив гея до трьох років ув'язнення. Суддя відхилив апеляцію адвоката. Прокурор просив п'ять років."),
    Page("de", "Gericht verurteilt Schwulen zu drei Jahren", "Ein Gericht hat am Montag einen schwulen Mann zu drei Jahren Gefängnis verurteilt. Der Richter wies die Berufung des Anwalts ab. Die Staatsanwaltschaft hatte fünf Jahre beantragt."),
    Page("fr", "Un homosexuel condamné à trois ans de prison", "Un tribunal a condamné lundi un homosexuel à trois ans de prison. Le juge a rejeté le recours de son avocat. Le procureur avait requis cinq ans."),
    Page("es", "Condenan a un homosexual a tres años de cárcel", "Un tribunal condenó el lunes a un homosexual a tres años de cárcel. El juez rechazó el recurso de su abogado. El fiscal había pedido cinco años."),
    Page("pt", "Tribunal condena homossexual a três anos", "Um tribunal condenou na segunda-feira um homossexual a três anos de prisão. O juiz rejeitou o recurso do advogado. O promotor tinha pedido cinco anos."),
    Page("it", "Omosessuale condannato a tre anni", "Un tribunale ha condannato lunedì un omosessuale a tre anni di carcere. Il giudice ha respinto il ricorso dell'avvocato. La procura aveva chiesto cinque anni."),
    Page("pl", "Sąd skazał geja na trzy lata", "Sąd skazał w poniedziałek geja na trzy lata więzienia. Sędzia odrzucił apelację adwokata. Prokurator żądał pięciu lat."),
    Page("tr", "Mahkeme eşcinsel erkeğe üç yıl ceza verdi", "Mahkeme pazartesi günü eşcinsel bir erkeğe üç yıl hapis cezası verdi. Hakim avukatın itirazını reddetti. Savcı beş yıl istemişti."),
    Page("nl", "Rechter veroordeelt homo tot drie jaar cel", "Een rechtbank veroordeelde maandag een homoseksuele man tot drie jaar cel. De rechter verwierp het hoger beroep van zijn advocaat. De aanklager had vijf jaar geëist."),
    Page("cs", "Soud poslal gaye na tři roky do vězení", "Soud v pondělí odsoudil gaye ke třem letům vězení. Soudce zamítl odvolání advokáta. Státní zástupce navrhoval pět let."),
    Page("sk", "Súd poslal geja na tri roky do väzenia", "Súd v pondelok odsúdil geja na tri roky väzenia. Sudca zamietol odvolanie advokáta. Prokurátor navrhoval päť rokov."),
    Page("hu", "Három év börtönre ítéltek egy meleg férfit", "A bíróság hétfőn három év börtönre ítélt egy meleg férfit. A bíró elutasította az ügyvéd fellebbezését. Az ügyész öt évet kért."),
    Page("ka", "სასამართლომ გეი კაცს სამი წელი მიუსაჯა", "სასამართლომ ორშაბათს გეი კაცს სამი წლით პატიმრობა მიუსაჯა. მოსამართლემ ადვოკატის საჩივარი არ დააკმაყოფილა. პროკურორი ხუთ წელს ითხოვდა."),
    Page("ar", "السجن ثلاث سنوات لرجل مثلي", "قضت محكمة يوم الاثنين بسجن رجل مثلي ثلاث سنوات. ورفض القاضي استئناف المحامي. وكانت النيابة قد طلبت خمس سنوات."),
    Page("fa", "سه سال زندان برای یک مرد همجنسگرا", "دادگاه روز دوشنبه یک مرد همجنسگرا را به سه سال زندان محکوم کرد. قاضی تجدیدنظر وکیل را نپذیرفت. دادستان پنج سال خواسته بود."),
    Page("az", "Məhkəmə gey kişiyə üç il verdi", "Məhkəmə bazar ertəsi gey kişini üç il həbsə məhkum edib. Hakim vəkilin şikayətini rədd edib. Prokuror beş il istəmişdi."),
    Page("uz", "Sud gey erkakka uch yil berdi", "Sud dushanba kuni gey erkakni uch yil qamoqqa hukm qildi. Sudya advokatning shikoyatini rad etdi. Prokuror besh yil so'ragan edi."),
    Page("uz-Cyrl", "Суд гей эркакка уч йил берди", "Суд душанба куни гей эркакни уч йил қамоққа ҳукм қилди. Судья адвокатнинг шикоятини рад этди. Прокурор беш йил сўраган эди."),
    Page("sv", "Homosexuell man dömd till tre års fängelse", "En domstol dömde i måndags en homosexuell man till tre års fängelse. Domaren avslog advokatens överklagande. Åklagaren hade yrkat på fem år."),
    Page("el", "Τρία χρόνια φυλακή σε ομοφυλόφιλο", "Δικαστήριο καταδίκασε τη Δευτέρα έναν ομοφυλόφιλο σε τρία χρόνια φυλακή. Ο δικαστής απέρριψε την έφεση του δικηγόρου. Ο εισαγγελέας είχε ζητήσει πέντε χρόνια."),
    Page("ro", "Un bărbat gay condamnat la trei ani", "Un tribunal a condamnat luni un bărbat gay la trei ani de închisoare. Judecătorul a respins recursul avocatului. Procurorul ceruse cinci ani."),
    Page("bg", "Съдът осъди гей на три години", "Съдът осъди в понеделник гей мъж на три години затвор. Съдията отхвърли жалбата на адвоката. Прокурорът поиска пет години."),
    Page("zh", "法院判处同性恋男子三年监禁", "法院周一判处一名同性恋男子三年监禁。法官驳回了律师的上诉。检察官此前要求判五年。"),
)  # fmt: skip

VIGILS = (
    Page("en", "Vigil for Danil on Friday", "On Friday, 8 March, at 7 pm a vigil for the murdered gay activist Danil will be held outside the town hall. It is organised by “Rainbow House”. Please bring a candle and join us.", "vigil"),
    Page("ru", "В пятницу зажгут свечи в память о Даниле", "В пятницу, 8 марта, в 19:00 у мэрии пройдёт акция памяти убитого гей-активиста Данила. Её организовала группа «Rainbow House». Приходите и принесите свечи.", "vigil"),
    Page("uk", "У п'ятницю запалять свічки в пам'ять про Данила", "У п'ятницю, 8 березня, о 19:00 під мерією відбудеться акція пам'яті вбитого гей-активіста Данила. Її організувала група «Rainbow House». Приходьте та візьміть з собою свічки.", "vigil"),
    Page("de", "Mahnwache für Danil am Freitag", "Am Freitag, den 8. März, findet um 19 Uhr vor dem Rathaus eine Mahnwache für den ermordeten schwulen Aktivisten Danil statt. Organisiert von Rainbow House. Bringt Kerzen mit und kommt zahlreich.", "vigil"),
    Page("fr", "Veillée pour Danil vendredi", "Vendredi 8 mars à 19 h, une veillée en mémoire du militant gay Danil, assassiné, aura lieu devant la mairie. Elle est organisée par Rainbow House. Apportez une bougie et rejoignez-nous.", "vigil"),
    Page("es", "Vigilia por Danil el viernes", "El viernes 8 de marzo a las 19:00 se realizará una vigilia por el activista gay asesinado Danil frente al ayuntamiento. Está organizada por Rainbow House. Únete y lleva tu vela.", "vigil"),
    Page("pt", "Vigília por Danil na sexta-feira", "Na sexta-feira, 8 de março, às 19h, será realizada uma vigília pelo ativista gay assassinado Danil em frente à câmara. É organizada por Rainbow House. Traga uma vela e participe.", "vigil"),
    Page("it", "Fiaccolata per Danil venerdì", "Venerdì 8 marzo alle ore 19 si terrà una fiaccolata in ricordo dell'attivista gay Danil, ucciso, davanti al comune. È organizzata da Rainbow House. Venite e portate una candela.", "vigil"),
    Page("pl", "W piątek czuwanie dla Daniła", "W piątek, 8 marca, o godz. 19 przed ratuszem odbędzie się czuwanie ku pamięci zamordowanego aktywisty LGBT Daniła. Organizatorem jest Rainbow House. Przyjdźcie i przynieście świece.", "vigil"),
    Page("tr", "Cuma günü Danil için anma", "8 Mart Cuma günü saat 19.00'da belediye önünde öldürülen eşcinsel aktivist Danil için mum yakılacak, anma düzenlenecek. Rainbow House'un çağrısıyla buluşuyoruz, siz de katılın.", "vigil"),
    Page("nl", "Wake voor Danil op vrijdag", "Op vrijdag 8 maart om 19.00 uur vindt voor het stadhuis een wake plaats voor de vermoorde homoseksuele activist Danil. Georganiseerd door Rainbow House. Neem een kaars mee en kom ook.", "vigil"),
    Page("cs", "V pátek pietní akce za Danila", "V pátek 8. března v 19 hodin se před radnicí uskuteční pietní akce za zavražděného gay aktivistu Danila. Pořádá ji Rainbow House. Přijďte a přineste svíčku.", "vigil"),
    Page("sk", "V piatok pietna spomienka na Danila", "V piatok 8. marca o 19. hodine sa pred radnicou uskutoční pietna spomienka na zavraždeného gej aktivistu Danila. Organizuje Rainbow House. Príďte a prineste sviečku.", "vigil"),
    Page("hu", "Virrasztás Danilért pénteken", "Március 8-án, pénteken 19 órakor virrasztás lesz a városháza előtt a meggyilkolt meleg aktivista, Danil emlékére. A Rainbow House szervezésében. Gyertek el, hozzatok gyertyát.", "vigil"),
    Page("ka", "პარასკევს დანილის ხსოვნის აქცია გაიმართება", "პარასკევს, 8 მარტს, 19:00 საათზე მერიასთან მოკლული ლგბტ აქტივისტის, დანილის ხსოვნის აქცია გაიმართება. ორგანიზატორი: Rainbow House. შემოგვიერთდით.", "vigil"),
    Page("ar", "وقفة بالشموع من أجل دانيل يوم الجمعة", "ستقام يوم الجمعة 8 مارس الساعة 7 مساء أمام البلدية وقفة بالشموع تكريما للناشط المثلي دانيل الذي قُتل. بدعوة من Rainbow House. انضموا إلينا.", "vigil"),
    Page("fa", "مراسم یادبود دانیل روز جمعه", "روز جمعه ۸ مارس ساعت ۱۹ مقابل شهرداری مراسم یادبود برای دانیل، فعال همجنسگرا که به قتل رسید، برگزار خواهد شد. به دعوت Rainbow House. شرکت کنید و شمع بیاورید.", "vigil"),
    Page("az", "Cümə günü Danilin xatirə aksiyası", "Martın 8-i, cümə günü saat 19:00-da meriyanın qarşısında öldürülən LGBT fəalı Danilin xatirə aksiyası keçiriləcək. Rainbow House çağırışı ilə. Qoşulun və şam gətirin.", "vigil"),
    Page("uz", "Juma kuni Danil xotirasiga sham yoqiladi", "8-mart, juma kuni soat 19:00 da hokimiyat oldida o'ldirilgan LGBT faoli Danil xotira aksiyasi bo'lib o'tadi. Rainbow House tashabbusi bilan. Keling va qo'shiling.", "vigil"),
    Page("uz-Cyrl", "Жума куни Данил хотирасига шам ёқилади", "8 март, жума куни соат 19:00 да ҳокимият олдида ўлдирилган ЛГБТ фаоли Данил хотира акцияси бўлиб ўтади. Rainbow House ташаббуси билан. Келинг ва қўшилинг.", "vigil"),
    Page("sv", "Ljusmanifestation för Danil på fredag", "Fredagen den 8 mars klockan 19 hålls en ljusmanifestation till minne av den mördade hbtq-aktivisten Danil utanför stadshuset. Den arrangeras av Rainbow House. Kom och ta med ett ljus.", "vigil"),
    Page("el", "Αγρυπνία για τον Ντανίλ την Παρασκευή", "Την Παρασκευή 8 Μαρτίου στις 19:00 θα πραγματοποιηθεί έξω από το δημαρχείο αγρυπνία για τον δολοφονημένο ΛΟΑΤΚΙ ακτιβιστή Ντανίλ. Διοργανώνεται από Rainbow House. Ελάτε και φέρτε μαζί ένα κερί.", "vigil"),
    Page("ro", "Priveghi pentru Danil vineri", "Vineri, 8 martie, la ora 19, în fața primăriei va avea loc un priveghi pentru activistul gay ucis Danil. Este organizat de Rainbow House. Veniți și aduceți o lumânare.", "vigil"),
    Page("bg", "Бдение за Данил в петък", "В петък, 8 март, в 19 часа пред общината ще се проведе бдение в памет на убития гей активист Данил. Организирано от Rainbow House. Елате и донесете свещ.", "vigil"),
    Page("zh", "周五为丹尼尔举行烛光悼念", "3月8日周五晚上7点，将在市政厅前举行烛光守夜，悼念被杀害的同志活动人士丹尼尔。主办方：Rainbow House。欢迎参加。", "vigil"),
)  # fmt: skip

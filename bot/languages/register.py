"""Register of the languages that questions are understood in: those of the sentence encoder, one row each.

A bot speaks few of them (see `bot.tongues`); to the others it says in one line that what follows is in another
language. A language more is a row here, and the type checker names what the row lacks.
"""

from __future__ import annotations

from typing import Final

from bot.languages.written_language import Script, WrittenLanguage


def _as_it_is(name: str) -> str:
    return name


def _polish_adverb(name: str) -> str:
    return f"{name[:-1]}u" if name.endswith("i") else name  # angielski: po angielsku


def _russian_prepositional(name: str) -> str:
    return f"{name[:-2]}ом" if name.endswith("ий") else name  # английский: на английском


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES: Final[tuple[WrittenLanguage, ...]] = (
    WrittenLanguage(
        code="en",
        locale="en",
        line="There is nothing in English here, so this is in {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=r"",
        words=_words(
            "a an the i i'm im my me we our you your u ur he his she her it its it's they their them this that"
            " these those there here is are was were be been am do does did don't dont doesn't didn't have has had"
            " can can't could will would should may might must who whose what what's whats which when where why how"
            " not and or but if because so than then of in on at to for from by with about into over after before"
            " between under up out as all any some more most much many no only also just like get go want need know"
            " think say said tell make give please someone anyone something anything one two new good one's let's ok"
            " okay yes"
        ),
        letters="",
        foreign_letters="",
    ),
    WrittenLanguage(
        code="es",
        locale="es",
        line="Aquí no hay nada en español, así que respondo en {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"(?:qué|que) (?:es|son|significan?|quiere(?:n)? decir|se entiende por)(?: (?:el|la|los|las|un"
            r"|una))?|(?:definición|significado|concepto) de(?:l| la| los| las)?|(?:define|defíneme|explica"
            r"|explícame)(?: (?:el|la|los|las))?"
        ),
        words=_words(
            "el la los las un una unos unas de del al a en con por para sin sobre entre hasta desde y e o u ni que"
            " qué quién quien quiénes cuál cual cuáles cuándo cuando cuánto cuánta cuántos cuántas cómo como dónde"
            " donde es son está están ser estar era fue fueron hay ha han he hemos tiene tienen tengo puede puedo"
            " pueden hace hacer dice dicen quiero saber me te se le les lo nos mi tu su sus mis este esta esto estos"
            " estas ese esa eso aquel no sí si más muy pero también ya porque según cada todo todos toda todas algo"
            " alguien nada puedes va ir yo tú usted él ella ellos cuanto cuantos gracias hola favor artículos"
        ),
        letters="ñ¿¡",
        foreign_letters="çãõâêôàèìòùëïœæßøåășțžšőűůřě",
    ),
    WrittenLanguage(
        code="fr",
        locale="fr",
        line="Rien n'est disponible en français ici, je réponds donc en {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"qu'est[- ]ce que c'est que|(?:c'est quoi|qu'est[- ]ce que?|que (?:signifient?|veut dire"
            r"|veulent dire)|qu'entend-on par|définition d[eu]s?|définis|explique)(?:(?: de)? (?:le|la|les"
            r"|un|une)\b| l'| d')?|qu'est[- ]ce qu'(?:une?)?|ça veut dire quoi|veut dire quoi"
        ),
        words=_words(
            "le la les l un une des du de d à au aux en dans par pour sur avec sans sous entre vers chez et ou où"
            " mais donc ni car que qu qui quoi quel quelle quels quelles quand comment pourquoi combien est-ce est"
            " sont était étaient être suis es sommes a ont avait ai as avez avoir peut peux peuvent doit fait faire"
            " dit disent c ça ce cet cette ces il elle ils elles on je j tu vous nous me m te t se s mon ma mes ton"
            " ta tes son sa ses leur leurs notre votre ne n pas plus très aussi si y tout tous toute toutes même"
            " comme moi quelqu veux voudrais savoir merci bonjour peut-on a-t-il été va aller"
        ),
        letters="œùêûîëï",
        foreign_letters="ñ¿¡ãõìòßøåäöüășțžšőűůřě",
    ),
    WrittenLanguage(
        code="de",
        locale="de",
        line="Auf Deutsch gibt es hier nichts, deshalb antworte ich auf {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"was (?:ist|sind|bedeutet|bedeuten|heißt|heisst|versteht man unter|meint man mit)(?: (?:der|die"
            r"|das|den|ein|eine))?|(?:definition|bedeutung|begriff) (?:von|der|des)|(?:definiere|erkläre"
            r"|erklär)(?: mir)?(?: (?:der|die|das|den))?|bedeutet was"
        ),
        words=_words(
            "der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber denn weil"
            " dass ob wenn als wie was wer wen wem wann wo warum wieso weshalb wozu welche welcher welches welchen"
            " wieviel viele viel ist sind war waren sein bin bist wird werden wurde wurden hat haben hatte habe kann"
            " können könnte muss müssen soll sollen darf dürfen will möchte gibt es ich du er sie wir ihr mich mir"
            " dich dir uns euch man mein dein ihre ihren ihrer unser im in an am auf aus bei beim mit nach von vom"
            " vor zu zum zur über unter durch für gegen ohne um bis seit zwischen nicht auch noch nur schon sehr"
            " mehr so da hier dort dann doch mal etwas jemand alle alles sich worum laut bitte danke sagt sagen"
            " machen macht heute geht"
        ),
        letters="ßä",
        foreign_letters="ñ¿¡çãõàèìòùëïœæøåășțžšőűůřěéêâ",
    ),
    WrittenLanguage(
        code="it",
        locale="it",
        line="Qui non c'è nulla in italiano, quindi rispondo in {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"(?:(?:che )?cos(?:a|')|che) ?(?:è|sono|significa(?:no)?|vuol dire|si intende per)(?: (?:il|lo"
            r"|la|i|gli|le|un|una)\b| l')?|(?:definizione|significato) d(?:i|el|ella|ei|elle)|(?:definisci"
            r"|spiega(?:mi)?)(?: (?:il|lo|la|i|gli|le))?"
        ),
        words=_words(
            "il lo la i gli le l un uno una di del dello della dei degli delle d a al allo alla ai agli alle da dal"
            " dalla dai dalle in nel nello nella nei negli nelle con su sul sulla sui sulle per tra fra e ed o ma se"
            " che chi cosa cos quale quali quando quanto quanta quanti quante come dove perché è sono era erano"
            " essere sia c'è ci ho ha hai hanno abbiamo avere può posso possono puoi deve fare fa dice dicono dimmi"
            " voglio vorrei sapere si mi ti vi lui lei loro io tu noi mio mia tuo suo sua suoi questo questa questi"
            " queste quello quella quelli non più molto anche già solo ogni tutto tutti tutta tutte qualcuno"
            " qualcosa secondo sta stato va grazie ciao cos'è dell nell all sull dall qual quell c"
        ),
        letters="ì",
        foreign_letters="ñ¿¡çãõâêôëïœæßøåäöüășțžšőűůřě",
    ),
    WrittenLanguage(
        code="nl",
        locale="nl",
        line="Er is hier niets in het Nederlands, dus ik antwoord in het {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"wat (?:is|zijn|betekent|betekenen|houdt|wordt bedoeld met)(?: (?:de|het|een))?|(?:definitie"
            r"|betekenis) van(?: (?:de|het))?|(?:definieer|leg uit)"
        ),
        words=_words(
            "de het een en of maar want omdat dat die dit deze als dan wat wie waar wanneer waarom hoe hoeveel"
            " welke welk is zijn was waren ben bent wordt worden werd heeft hebben had heb kan kunnen kun moet"
            " moeten zal zullen zou mag wil willen gaat gaan doet doen staat ik jij je u hij zij ze we wij jullie"
            " mij me hem haar ons hun men mijn jouw onze er in op aan van voor met naar om bij uit over onder door"
            " tegen tot tussen te ten ter tijdens zonder volgens niet geen ook nog al wel zo meer veel heel zeer"
            " alleen iets iemand alle alles elke hier daar toe zich zegt zeggen maken maakt graag vandaag eens nu"
        ),
        letters="ĳ",
        foreign_letters="ñ¿¡çãõìòäöüßœæøåășțžšőűůřě",
    ),
    WrittenLanguage(
        code="pl",
        locale="pl",
        line="Nie mam tu nic po polsku, więc odpowiadam po {language}.",
        inflected=_polish_adverb,
        script=Script.LATIN,
        defining=(
            r"(?:co to (?:jest|są|znaczy)|czym (?:jest|są)|co (?:oznacza(?:ją)?|znaczy)|definicja|znaczenie"
            r"|zdefiniuj|wyjaśnij)|co to"
        ),
        words=_words(
            "i a w we z ze na do od po o u za przez dla pod nad przed przy bez między oraz lub albo ale czy że żeby"
            " bo jeśli gdy kiedy gdzie jak jaki jaka jakie jakich jaką kto kogo komu kim czego czym co dlaczego"
            " czemu ile ilu który która które których jest są był była było były być będzie ma mają mam może mogą"
            " można trzeba nie tak się to ten ta te tego tej tym tych jego jej ich mój moja moje twój nasz ja ty on"
            " ona my wy oni mi mnie cię już tylko też także bardzo więcej każdy wszystko coś ktoś według mówi mówią"
            " chcę wiedzieć proszę dzięki cześć polega"
        ),
        letters="łżźśćńąę",
        foreign_letters="ñ¿¡çãõìòäöüßœæøåășțžšőűůřěéèàâêá",
    ),
    WrittenLanguage(
        code="pt",
        locale="pt",
        line="Aqui não há nada em português, por isso respondo em {language}.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"(?:(?:o )?que (?:é|são|significam?|quer(?:em)? dizer|se entende por))(?: (?:o|a|os|as|um"
            r"|uma)\b)?|(?:definição|significado) d[eoa]s?|(?:defina|define|explica|explique)(?: (?:o|a|os"
            r"|as))?"
        ),
        words=_words(
            "o a os as um uma uns umas de do da dos das em no na nos nas num numa ao aos à às por pelo pela pelos"
            " pelas para pra com sem sobre entre até desde e ou nem mas que quê quem qual quais quando quanto quanta"
            " quantos quantas como onde porque porquê é são era foi foram ser estar está estão há tem têm tenho ter"
            " pode podem posso faz fazem fazer diz dizem quero saber me te se lhe eu tu você vocês ele ela eles elas"
            " nós meu minha seu sua seus suas este esta isto esse essa isso aquele não sim mais muito também já só"
            " cada todo todos toda todas algo alguém segundo vai ir obrigado obrigada olá oi"
        ),
        letters="ãõ",
        foreign_letters="ñ¿¡ìòäöüßœæøåășțžšőűůřěèùëïî",
    ),
    WrittenLanguage(
        code="tr",
        locale="tr",
        line="Burada Türkçe içerik yok, o yüzden {language} yanıtlıyorum.",
        inflected=_as_it_is,
        script=Script.LATIN,
        defining=(
            r"(?:nedir|ne demek(?:tir)?|ne anlama gelir|(?:'n?[ıiuü]n )?(?:tanımı|anlamı)(?: nedir)?|tanımla"
            r"|açıkla)"
        ),
        words=_words(
            "bir bu şu o ve veya ya da de ki mi mı mu mü ne neden niçin niye nasıl kim kimin kime kimi kimdir hangi"
            " hangisi nerede nereye nereden zaman kaç kadar nedir nelerdir midir var yok değil için ile gibi göre"
            " daha en çok az her hiç bazı tüm bütün sonra önce şimdi ben sen biz siz onlar bana sana beni seni onu"
            " bunu benim senin onun bunun olan olarak olduğu oldu olur olacak ol et ediyor eden edilir misin misiniz"
            " lütfen mıdır hakkında ama fakat çünkü eğer ise diye tarafından üzerine arasında bugün yarın istiyorum"
            " söylüyor teşekkürler merhaba"
        ),
        letters="ğıİş",
        foreign_letters="ñ¿¡ãõìòäßœæøåățžőűůřěéèàáêô",
    ),
    WrittenLanguage(
        code="ru",
        locale="ru",
        line="На русском здесь ничего нет, поэтому отвечаю на {language}.",
        inflected=_russian_prepositional,
        script=Script.CYRILLIC,
        defining=(
            r"(?:что такое|что (?:значит|означает|означают)|что это(?: такое)?|это что|определение|значение"
            r"|объясни|дай определение)"
        ),
        words=_words(
            "и в во на с со к о об от до по за из у для при без над под между не ни но а или что чего чем кто кого"
            " кому кем как какой какая какое какие каких где когда куда откуда почему зачем сколько чей это этот эта"
            " эти этого есть был была было были быть будет он она оно они мы вы ты я мне меня его её их мой моя твой"
            " наш ваш свой то тот та те так такое такой же ли бы если чтобы потому уже ещё еще только тоже также"
            " очень можно может нужно надо все всё весь всех каждый ком чём про сейчас расскажи скажи говорят"
            " говорится спасибо привет"
        ),
        letters="ыэё",
        foreign_letters="іїєґўђјљњћџѓќѕәғқңөұүһ",
    ),
    WrittenLanguage(
        code="ar",
        locale="ar",
        line="لا يوجد محتوى بالعربية هنا، لذلك أجيب باللغة {language}.",
        inflected=_as_it_is,
        script=Script.ARABIC,
        defining=r"(?:ما (?:هو|هي|هم|معنى|المقصود ب|تعريف|مفهوم)|ماذا (?:يعني|تعني)|تعريف|معنى|عر[ّ]?ف|اشرح)",
        words=frozenset(),
        letters="",
        foreign_letters="پچژگکیٹڈڑںےھہۀېډړښځڅڼڤڭ",
    ),
    WrittenLanguage(
        code="th",
        locale="th",
        line="ที่นี่ไม่มีข้อมูลภาษาไทย จึงขอตอบเป็นภาษา{language}",
        inflected=_as_it_is,
        script=Script.THAI,
        defining=(
            r"(?:คืออะไร|หมายถึงอะไร|หมายความว่า(?:อะไร|อย่างไร)|แปลว่าอะไร|อธิบาย|ความหมายของ"
            r"|นิยามของ)(?:ครับ|คะ|ค่ะ)?"
        ),
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
    WrittenLanguage(
        code="ko",
        locale="ko",
        line="한국어 자료가 없어 {language}로 답변드려요.",
        inflected=_as_it_is,
        script=Script.HANGUL,
        defining=(
            r"(?:(?:이란|란|은|는|이|가)? ?(?:무엇인가요|무엇입니까|무엇이에요|뭔가요|뭐예요|뭐야"
            r"|뭐죠|무슨 뜻(?:인가요|이에요|이야)?)|(?:의 )?(?:뜻|의미"
            r"|정의)(?:은|는|이|가)?(?: ?(?:무엇인가요|뭐예요|뭐야))?|이란|란)"
        ),
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
    WrittenLanguage(
        code="ja",
        locale="ja",
        line="日本語の資料がないので、{language}でお答えします。",
        inflected=_as_it_is,
        script=Script.JAPANESE,
        defining=(
            r"(?:(?:と|って)(?:は|いうのは)?(?:何(?:ですか|でしょうか|か|の(?:こと|意味)(?:ですか)?)?|なん(?:ですか|だ)?|どういう(?:意味"
            r"|こと)(?:ですか)?)|とは|って|の(?:意味|定義)(?:は(?:何ですか)?|を教えて(?:ください)?)?|を(?:説明|定義)して(?:ください)?)"
        ),
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
    WrittenLanguage(
        code="zh",
        locale="zh_Hans",
        line="这里没有中文内容，所以用{language}回答。",
        inflected=_as_it_is,
        script=Script.HAN,
        defining=r"",
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
    WrittenLanguage(
        code="zh-TW",
        locale="zh_Hant",
        line="這裡沒有中文內容，所以用{language}回答。",
        inflected=_as_it_is,
        script=Script.HAN,
        defining=r"",
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
)
"""Every language in which questions are understood; where two languages of one script are as likely, none is told."""

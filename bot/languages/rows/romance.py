"""Rows of the register of languages: Spanish, French, Italian and Portuguese."""

from __future__ import annotations

from datetime import time

from bot.languages.language_row import Script, StyleRules, Tongue, TypedTimes, WrittenLanguage, as_it_is, words

ROWS: tuple[WrittenLanguage, ...] = (
    Tongue(
        code="es",
        locale="es",
        line="Aquí no hay nada en español, así que respondo en {language}.",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="¿Qué es {term}?",
        defining=(
            r"(?:qué|que) (?:es|son|significan?|quiere(?:n)? decir|se entiende por)(?: (?:el|la|los|las|un"
            r"|una))?|(?:definición|significado|concepto) de(?:l| la| los| las)?|(?:define|defíneme|explica"
            r"|explícame)(?: (?:el|la|los|las))?"
        ),
        relational=words(
            "papel rol diferencia diferencias objetivo objetivos meta relación impacto efecto efectos"
            " influencia ventaja ventajas razón razones causa causas importancia contribución ejemplo"
            " ejemplos proporción porcentaje problema problemas desafío"
        ),
        words=words(
            "el la los las un una unos unas de del al a en con por para sin sobre entre hasta desde y e o u ni que"
            " qué quién quien quiénes cuál cual cuáles cuándo cuando cuánto cuánta cuántos cuántas cómo como dónde"
            " donde es son está están ser estar era fue fueron hay ha han he hemos tiene tienen tengo puede puedo"
            " pueden hace hacer dice dicen quiero saber me te se le les lo nos mi tu su sus mis este esta esto estos"
            " estas ese esa eso aquel no sí si más muy pero también ya porque según cada todo todos toda todas algo"
            " alguien nada puedes va ir yo tú usted él ella ellos cuanto cuantos gracias hola favor artículos"
            " hazme ponme dame dime muéstrame enséñame explícame resúmeme"
        ),
        letters="ñ¿¡",
        foreign_letters="çãõâêôàèìòùëïœæßøåășțžšőűůřě",
        name="español",
        english_name="Spanish",
        written="Spanish",
        clients=("es",),
        command_locales=("es-ES", "es-419"),
        fallbacks=("en",),
        in_script=None,
        separator=", ",
        sentence_gap=" ",
        quotation_marks=("«", "»"),
        place="{city}, {land}",
        all_topics=("todos", "todo"),
        names_a_source=r"(?i)\b(?:artículos?|ensayo|textos?|autor|autora|autores|informe|biblioteca|pasajes?)\b",
        style=StyleRules(
            absence=(
                r"(?i)(?P<every>\bninguno de los (?:\w+ )?(?:artículos|textos)) (?:menciona|habla de)"
                r"(?P<what>[^.;:?!()]+)",
                r"(?i)\b(?:(?P<every>los (?:\w+ )?(?:artículos|textos))|el \w+)\b[^.;:?!]*?"
                r" no (?:mencionan?|hablan? de)(?P<what>[^.;:?!()]+)",
            ),
            listed=r"(?i)\s*(?:,|\b(?:o|u|y|e|ni|un|una|el|la|los|las|por ejemplo|aquí|palabras?|términos?)\b)\s*",
            foretells=r"(?i)\b(?:vas?|van|vamos) a \w+[aei]r(?:se|l[aeo]s?)?\b|\b\w{2,}[aei]rá[ns]?\b",
            leans=r"(?i)(?:este|esta|estos|estas|eso|esto|él|ella|ellos|ellas|su|sus|así|por tanto|por lo tanto"
            r"|sin embargo|además|también|mientras tanto|al mismo tiempo|en resumen|por supuesto|como resultado|primero"
            r"|segundo|tercero|finalmente)\b",
            document=r"(?!)",
        ),
        typed=TypedTimes(
            every_day=("todos los días", "cada día", "diario", "diariamente", "a diario"),
            workdays=("días laborables", "laborables", "entre semana"),
            weekend=("fines de semana", "fin de semana"),
            hours={"mediodía": time(12), "medianoche": time(0)},
            parts_of_day={},
            between=r"\by\b",
            until=r"\bal?\b|\bhasta\b",
        ),
        asked_as=("spanish", "español", "espanol", "castellano", "西班牙语", "西班牙文"),
        demo_reader=("lucia", "Lucía"),
    ),
    WrittenLanguage(
        code="fr",
        locale="fr",
        line="Rien n'est disponible en français ici, je réponds donc en {language}.",
        unsure="Je n'ai pas bien compris. Pouvez-vous le dire autrement ?",
        meant="Vouliez-vous dire ceci ?",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="Qu'est-ce que {term} ?",
        defining=(
            r"qu'est[- ]ce que c'est que|(?:c'est quoi|qu'est[- ]ce que?|que (?:signifient?|veut dire"
            r"|veulent dire)|qu'entend-on par|définition d[eu]s?|définis|explique)(?:(?: de)? (?:le|la|les"
            r"|un|une)\b| l'| d')?|qu'est[- ]ce qu'(?:une?)?|ça veut dire quoi|veut dire quoi"
        ),
        relational=words(
            "rôle différence différences objectif objectifs but relation rapport lien impact effet effets"
            " influence avantage avantages raison raisons cause causes importance contribution exemple"
            " exemples part problème problèmes défi"
        ),
        words=words(
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
        code="it",
        locale="it",
        line="Qui non c'è nulla in italiano, quindi rispondo in {language}.",
        unsure="Non ho capito bene. Puoi dirlo con altre parole?",
        meant="Intendevi questo?",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="Che cos'è {term}?",
        defining=(
            r"(?:(?:che )?cos(?:a|')|che) ?(?:è|sono|significa(?:no)?|vuol dire|si intende per)(?: (?:il|lo"
            r"|la|i|gli|le|un|una)\b| l')?|(?:definizione|significato) d(?:i|el|ella|ei|elle)|(?:definisci"
            r"|spiega(?:mi)?)(?: (?:il|lo|la|i|gli|le))?"
        ),
        relational=words(
            "ruolo differenza differenze obiettivo obiettivi scopo relazione rapporto impatto effetto"
            " effetti influenza vantaggio vantaggi ragione ragioni causa cause importanza contributo"
            " esempio esempi quota problema problemi sfida"
        ),
        words=words(
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
        code="pt",
        locale="pt",
        line="Aqui não há nada em português, por isso respondo em {language}.",
        unsure="Não entendi bem. Pode dizer de outra forma?",
        meant="Quis dizer isto?",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="O que é {term}?",
        defining=(
            r"(?:(?:o )?que (?:é|são|significam?|quer(?:em)? dizer|se entende por))(?: (?:o|a|os|as|um"
            r"|uma)\b)?|(?:definição|significado) d[eoa]s?|(?:defina|define|explica|explique)(?: (?:o|a|os"
            r"|as))?"
        ),
        relational=words(
            "papel diferença diferenças objetivo objetivos meta relação impacto efeito efeitos influência"
            " vantagem vantagens razão razões causa causas importância contribuição contributo exemplo"
            " exemplos parcela problema problemas desafio"
        ),
        words=words(
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
)

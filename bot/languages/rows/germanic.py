"""Rows of the register of languages: English, German and Dutch."""

from __future__ import annotations

from datetime import time

from bot.languages.language_row import Script, StyleRules, Tongue, TypedTimes, WrittenLanguage, as_it_is, words

ROWS: tuple[WrittenLanguage, ...] = (
    Tongue(
        code="en",
        locale="en",
        line="There is nothing in English here, so this is in {language}.",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="What is {term}?",
        defining=r"",
        relational=words(""),
        words=words(
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
        name="English",
        english_name="English",
        written="English",
        clients=(),
        command_locales=(),
        fallbacks=(),
        in_script=None,
        separator=", ",
        sentence_gap=" ",
        quotation_marks=("“", "”"),
        place="{city}, {land}",
        all_topics=("all",),
        names_a_source=r"(?i)\b(?:article|articles|essay|explainer|piece|pieces|text|texts|author|authors|report|library"
        r"|passage|passages)\b",
        style=StyleRules(
            absence=(
                r"(?i)(?:(?P<every>\bnone of the (?:\w+ )?(?:articles|texts)|\bno article)|\bneither (?:article|text))"
                r" (?:mentions?|speaks? of)(?P<what>(?:(?!,? (?:as|which|because|but)\b)[^.;:?!()])+)",
                r"(?i)\b(?:(?P<every>(?:the|these) (?:\w+ )?(?:articles|texts))|(?:the|this) \w+)\b[^.;:?!]*?"
                r" (?:do|does) not (?:mention|speak of)(?P<what>(?:(?!,? (?:as|which|because|but)\b)[^.;:?!()])+)",
                r"(?i)(?:^|(?<=[.;:?!()]))(?P<what>[^.;:?!()]+?)(?: itself| themselves)?"
                r" (?:do|does) not (?:occur|come up|appear)\b"
                r"(?P<every> in (?:any of )?the (?:\w+ )?(?:articles|texts))?",
            ),
            listed=r"(?i)\s*(?:,|\b(?:or|and|nor|a|an|the|any|for (?:instance|example)|such as|here|either|words?"
            r"|terms?)\b)\s*",
            foretells=r"(?i)\b(?:will|shall|won't|going to)\b",
            leans=r"(?i)(?:(?:this|these|those|such|he|she|they|it(?! is \w+ (?:that|to)\b)|its|their|his|her|thus"
            r"|therefore|hence|however|moreover|also|meanwhile|simultaneously|subsequently|consequently|otherwise"
            r"|of course|in short|in addition|as a result|at the same time|benefiting from this|through this"
            r"|first|second|third|finally)\b|[^,.]{1,20}, (?:therefore|thus|however|too),)",
            document=r"(?:['’]s)?(?: \w+)? (?:article|piece|report|essay|text|story|explainer|commentary)\b",
        ),
        typed=TypedTimes(
            every_day=("every day", "everyday", "daily", "all"),
            workdays=("weekdays", "weekday", "workdays"),
            weekend=("weekends", "weekend"),
            hours={"noon": time(12), "midnight": time(0)},
            parts_of_day={"a": "am", "p": "pm", "tonight": "at night"},
            between=r"\band\b",
            until=r"\bto\b",
        ),
        asked_as=("english", "英文", "英语"),
        demo_reader=("sam", "Sam"),
    ),
    WrittenLanguage(
        code="de",
        locale="de",
        line="Auf Deutsch gibt es hier nichts, deshalb antworte ich auf {language}.",
        unsure="Ich bin nicht sicher, was gemeint ist. Kannst du es anders sagen?",
        meant="Ist das gemeint?",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="Was ist {term}?",
        defining=(
            r"was (?:ist|sind|bedeutet|bedeuten|heißt|heisst|versteht man unter|meint man mit)(?: (?:der|die"
            r"|das|den|ein|eine))?|(?:definition|bedeutung|begriff) (?:von|der|des)|(?:definiere|erkläre"
            r"|erklär)(?: mir)?(?: (?:der|die|das|den))?|bedeutet was"
        ),
        relational=words(
            "rolle unterschied unterschiede ziel ziele zweck zusammenhang verhältnis beziehung einfluss"
            " auswirkung auswirkungen wirkung vorteil vorteile nachteil nachteile grund gründe ursache"
            " beitrag beispiel beispiele anteil problem probleme herausforderung"
        ),
        words=words(
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
        code="nl",
        locale="nl",
        line="Er is hier niets in het Nederlands, dus ik antwoord in het {language}.",
        unsure="Ik begrijp het niet helemaal. Kun je het anders zeggen?",
        meant="Bedoel je dit?",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="Wat is {term}?",
        defining=(
            r"wat (?:is|zijn|betekent|betekenen|houdt|wordt bedoeld met)(?: (?:de|het|een))?|(?:definitie"
            r"|betekenis) van(?: (?:de|het))?|(?:definieer|leg uit)"
        ),
        relational=words(
            "rol verschil verschillen doel doelen relatie verband verhouding invloed gevolg gevolgen"
            " voordeel voordelen nadeel nadelen reden redenen oorzaak bijdrage voorbeeld voorbeelden"
            " aandeel probleem problemen uitdaging belang"
        ),
        words=words(
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
)

"""Rows of the register of languages: Polish and Russian."""

from __future__ import annotations

from bot.languages.language_row import Script, WrittenLanguage, words


def _polish_adverb(name: str) -> str:
    return f"{name[:-1]}u" if name.endswith("i") else name  # angielski: po angielsku


def _russian_prepositional(name: str) -> str:
    return f"{name[:-2]}ом" if name.endswith("ий") else name  # английский: на английском


ROWS: tuple[WrittenLanguage, ...] = (
    WrittenLanguage(
        code="pl",
        locale="pl",
        line="Nie mam tu nic po polsku, więc odpowiadam po {language}.",
        unsure="Nie wiem, o co chodzi. Możesz to ująć inaczej?",
        meant="Czy chodzi o to?",
        inflected=_polish_adverb,
        script=Script.LATIN,
        definition_question="Co to jest {term}?",
        defining=(
            r"(?:co to (?:jest|są|znaczy)|czym (?:jest|są)|co (?:oznacza(?:ją)?|znaczy)|definicja|znaczenie"
            r"|zdefiniuj|wyjaśnij)|co to"
        ),
        relational=words(
            "rola różnica różnice cel cele związek relacja wpływ skutek skutki zaleta zalety przyczyna"
            " przyczyny powód powody wkład przykład przykłady udział problem problemy wyzwanie"
        ),
        words=words(
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
        code="ru",
        locale="ru",
        line="На русском здесь ничего нет, поэтому отвечаю на {language}.",
        unsure="Не совсем понимаю, о чём речь. Можете сказать иначе?",
        meant="Вы имели в виду это?",
        inflected=_russian_prepositional,
        script=Script.CYRILLIC,
        definition_question="Что такое {term}?",
        defining=(
            r"(?:что такое|что (?:значит|означает|означают)|что это(?: такое)?|это что|определение|значение"
            r"|объясни|дай определение)"
        ),
        relational=words(
            "роль разница отличие различие различия цель цели связь взаимосвязь отношение влияние"
            " последствия преимущество преимущества причина причины важность вклад пример примеры доля"
            " проблема проблемы"
        ),
        words=words(
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
)

"""Everyday words of languages outside the register, so that a question in one is not taken for a neighbour's."""

from __future__ import annotations

NEIGHBOURS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        # Swedish
        "och är vad hur vem som det att på för inte när varför av till med den ett vilka vilken finns kan jag du vi",
        # Danish and Norwegian
        "og er hvad hvordan hvem hva hvorfor hvornår ikke på det som til med den et af av jeg du vi kan hvilken hvilke",
        # Catalan
        "què qui com quan quina quin quins quines amb és per al dels aquest aquesta això hi no són va ha els",
        "ce cine și este care cum când pentru din la cu de nu mai sunt au unde cât câte în pe a al",  # Romanian
        "co kdo je jak kdy proč který která které jsou pro na se že kde kolik není byl být o v z",  # Czech
        "čo kto je ako kedy prečo ktorý sú pre na sa že kde koľko nie bol byť v z",  # Slovak
        "mi ki a az és hogyan mikor miért hol mennyi hány nem van volt egy hogy mit melyik milyen ez",  # Hungarian
        "mikä kuka on ja miten milloin miksi missä kuinka ei ovat mitä että se tämä kun",  # Finnish
        "što tko je kako kada zašto gdje koliko koji su i na u se za od šta ko gde nije",  # Croatian and Serbian
        "kaj kdo je kako kdaj zakaj kje koliko kateri so in na v se za od ni",  # Slovene
        # Indonesian and Malay
        "apa siapa yang dan di adalah bagaimana kapan mengapa kenapa berapa dari untuk ini itu tidak dengan ke"
        " pada ada",
        "ano sino ang mga sa ng paano kailan bakit saan ilan ay na ito hindi",  # Tagalog
        "wat wie hoe wanneer waarom hoeveel is die en van nie het vir in ons jy jou dit met word",  # Afrikaans
        "que quen cal cando como onde o a os as é son do da non unha",  # Galician
        "shenme shi de ma ne zenme weishenme shei na nar le you meiyou zhe shang zhong wen",  # Chinese in pinyin
        "која кој што як хто що коли чому де скільки який яка які та й є не це від для про",  # Ukrainian
        "кой какво как къде кога защо са е на за от се ли да колко който които това",  # Bulgarian
        "тко ко шта је како када зашто где колико који су и на у се за од није",  # Serbian
    )
)
"""One set of words a language."""

"""Rows of the register of languages: Turkish, Arabic and Thai."""

from __future__ import annotations

from bot.languages.language_row import Script, WrittenLanguage, as_it_is, words

ROWS: tuple[WrittenLanguage, ...] = (
    WrittenLanguage(
        code="tr",
        locale="tr",
        line="Burada Türkçe içerik yok, o yüzden {language} yanıtlıyorum.",
        unsure="Ne demek istediğinizi tam anlamadım. Başka türlü sorabilir misiniz?",
        meant="Bunu mu demek istediniz?",
        inflected=as_it_is,
        script=Script.LATIN,
        definition_question="{term} nedir?",
        defining=(
            r"(?:nedir|ne demek(?:tir)?|ne anlama gelir|(?:'n?[ıiuü]n )?(?:tanımı|anlamı)(?: nedir)?|tanımla"
            r"|açıkla)"
        ),
        relational=words(
            "rolü farkı fark farklar amacı hedefi ilişkisi etkisi etkileri avantajı nedeni önemi katkısı"
            " örneği örnekleri payı sorunu"
        ),
        words=words(
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
        code="ar",
        locale="ar",
        line="لا يوجد محتوى بالعربية هنا، لذلك أجيب باللغة {language}.",
        unsure="لم أفهم المقصود تمامًا. هل يمكنك صياغته بطريقة أخرى؟",
        meant="هل تقصد هذا؟",
        inflected=as_it_is,
        script=Script.ARABIC,
        definition_question="ما هو {term}؟",
        defining=r"(?:ما (?:هو|هي|هم|معنى|المقصود ب|تعريف|مفهوم)|ماذا (?:يعني|تعني)|تعريف|معنى|عر[ّ]?ف|اشرح)",
        relational=words(
            "دور الفرق فرق هدف أهداف العلاقة علاقة تأثير أثر مزايا سبب أسباب أهمية مساهمة مثال أمثلة نسبة"
        ),
        words=frozenset(),
        letters="",
        foreign_letters="پچژگکیٹڈڑںےھہۀېډړښځڅڼڤڭ",
    ),
    WrittenLanguage(
        code="th",
        locale="th",
        line="ที่นี่ไม่มีข้อมูลภาษาไทย จึงขอตอบเป็นภาษา{language}",
        unsure="ไม่แน่ใจว่าหมายถึงอะไร ช่วยถามใหม่อีกแบบได้ไหม",
        meant="หมายถึงข้อนี้หรือเปล่า",
        inflected=as_it_is,
        script=Script.THAI,
        definition_question="{term}คืออะไร",
        defining=(
            r"(?:คืออะไร|หมายถึงอะไร|หมายความว่า(?:อะไร|อย่างไร)|แปลว่าอะไร|อธิบาย|ความหมายของ"
            r"|นิยามของ)(?:ครับ|คะ|ค่ะ)?"
        ),
        relational=words("บทบาท ความแตกต่าง เป้าหมาย ความสัมพันธ์ระหว่าง ผลกระทบ ข้อดี สาเหตุ เหตุผล ความสำคัญ ตัวอย่าง สัดส่วน"),
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
)

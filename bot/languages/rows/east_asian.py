"""Rows of the register of languages: Korean, Japanese and Chinese in both scripts."""

from __future__ import annotations

from datetime import time

from bot.languages.language_row import Script, StyleRules, Tongue, TypedTimes, WrittenLanguage, as_it_is, words
from bot.text import has_han, has_kana

_TYPED = TypedTimes(
    every_day=("每天", "每日", "天天"),
    workdays=("工作日",),
    weekend=("周末",),
    hours={"中午": time(12), "正午": time(12), "午夜": time(0), "半夜": time(0)},
    parts_of_day={"傍晚": "晚上", "夜里": "晚上", "夜晚": "晚上", "早晨": "早上"},
    between="[，、；和]",
    until="到|至",
)
"""What people type as days and times in Chinese, simplified: it is read so in either script."""

ROWS: tuple[WrittenLanguage, ...] = (
    WrittenLanguage(
        code="ko",
        locale="ko",
        line="한국어 자료가 없어 {language}로 답변드려요.",
        unsure="무슨 뜻인지 잘 모르겠어요. 다르게 말씀해 주시겠어요?",
        meant="혹시 이것을 말씀하시나요?",
        inflected=as_it_is,
        script=Script.HANGUL,
        definition_question="{term}란 무엇인가요?",
        defining=(
            r"(?:(?:이란|란|은|는|이|가)? ?(?:무엇인가요|무엇입니까|무엇이에요|뭔가요|뭐예요|뭐야"
            r"|뭐죠|무슨 뜻(?:인가요|이에요|이야)?)|(?:의 )?(?:뜻|의미"
            r"|정의)(?:은|는|이|가)?(?: ?(?:무엇인가요|뭐예요|뭐야))?|이란|란)"
        ),
        relational=words("역할 차이 목표 목적 영향 장점 이유 원인 중요성 예시 비중"),
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
    WrittenLanguage(
        code="ja",
        locale="ja",
        line="日本語の資料がないので、{language}でお答えします。",
        unsure="ご質問の意味がよくわかりませんでした。別の言い方で聞いていただけますか？",
        meant="こちらのことでしょうか？",
        inflected=as_it_is,
        script=Script.JAPANESE,
        definition_question="{term}とは何ですか？",
        defining=(
            r"(?:(?:と|って)(?:は|いうのは)?(?:何(?:ですか|でしょうか|か|の(?:こと|意味)(?:ですか)?)?|なん(?:ですか|だ)?|どういう(?:意味"
            r"|こと)(?:ですか)?)|とは|って|の(?:意味|定義)(?:は(?:何ですか)?|を教えて(?:ください)?)?|を(?:説明|定義)して(?:ください)?)"
        ),
        relational=words("の役割 の違い の目標 の目的 の関係 の影響 の利点 の理由 の原因 の重要性 の例 の割合 の課題"),
        words=frozenset(),
        letters="",
        foreign_letters="",
    ),
    Tongue(
        code="zh",
        locale="zh_Hans_CN",
        line="这里没有中文内容，所以用{language}回答。",
        inflected=as_it_is,
        script=Script.HAN,
        definition_question="什么是{term}？",
        defining=r"",
        relational=words(""),
        words=frozenset(),
        letters="",
        foreign_letters="",
        name="简体中文",
        english_name="Chinese",
        written="Simplified Chinese",
        clients=("zh",),
        command_locales=("zh-CN",),
        fallbacks=("en",),
        in_script=lambda text: has_han(text) and not has_kana(text),
        separator="、",
        sentence_gap="",
        quotation_marks=("“", "”"),
        place="{land} {city}",
        all_topics=("全部",),
        names_a_source=r"文章|文中|作者|一文|报道|报告|解读|署名|本文|该文|全文|各文|几篇|篇",
        style=StyleRules(
            absence=(
                r"(?:(?P<every>(?:五|两|三|四|几|各|所有)[^。；，：]{0,2}(?:篇|文)[^。；，：]*?)|[^。；，：]*?)"
                r"(?:没有|并未|均未|未)(?:提到|提及|出现|谈到)(?P<what>[^。；，：]+)",
            ),
            listed=r"\s*(?:、|，|或者|或|和|以及|与|及|“|”|（[^）]*）|一词|等)\s*",
            foretells=r"将(?![来军领近])|会(?=带来|得到|发生)",
            leans=r"(?:这|该|此|其|他|她|它|因此|所以|此外|另外|当然|同时|与此同时|总之|由此|然而|但|也|还|第[一二三四]|首先|其次|最后)",
            document=r"(?:的|这篇|那篇)?(?:解读)?(?:文章|一文|报道|短文|长文)",
        ),
        typed=_TYPED,
        asked_as=("chinese", "mandarin", "中文", "汉语", "普通话", "国语"),
        demo_reader=("lin", "林小雨"),
    ),
    Tongue(
        code="zh-TW",
        locale="zh_Hant",
        line="這裡沒有中文內容，所以用{language}回答。",
        inflected=as_it_is,
        script=Script.HAN,
        definition_question="什麼是{term}？",
        defining=r"",
        relational=words(""),
        words=frozenset(),
        letters="",
        foreign_letters="",
        name="繁體中文",
        english_name="Traditional Chinese",
        written="Traditional Chinese",
        clients=("zh-TW",),
        command_locales=("zh-TW",),
        fallbacks=("zh", "en"),
        in_script=None,
        separator="、",
        sentence_gap="",
        quotation_marks=("「", "」"),
        place="{land} {city}",
        all_topics=("全部",),
        names_a_source=r"文章|文中|作者|一文|報導|報告|解讀|署名|本文|該文|全文|各文|幾篇|篇",
        style=StyleRules(
            absence=(
                r"(?:(?P<every>(?:五|兩|三|四|幾|各|所有)[^。；，：]{0,2}(?:篇|文)[^。；，：]*?)|[^。；，：]*?)"
                r"(?:沒有|並未|均未|未)(?:提到|提及|出現|談到)(?P<what>[^。；，：]+)",
            ),
            listed=r"\s*(?:、|，|或者|或|和|以及|與|及|“|”|（[^）]*）|一詞|等)\s*",
            foretells=r"將(?![來軍領近])|會(?=帶來|得到|發生)",
            leans=r"(?:這|該|此|其|他|她|它|因此|所以|此外|另外|當然|同時|與此同時|總之|由此|然而|但|也|還|第[一二三四]|首先|其次|最後)",
            document=r"(?:的|這篇|那篇)?(?:解讀)?(?:文章|一文|報道|短文|長文)",
        ),
        typed=_TYPED,
        asked_as=("traditional chinese", "繁體", "正體", "繁体"),
        demo_reader=("ting", "陳怡婷"),
        derived_from="zh",
        derived_words={
            "“": "「",
            "”": "」",
            "发布": "發布",
            "許可權": "權限",
            "公共子区": "公開討論串",
            "子区": "討論串",
            "身份": "身分",
            "资料库": "文庫",
            "频道里": "頻道裡",
            "空格里": "空格裡",
            "公开回复": "公開回覆",
            "账号": "帳號",
            "应用": "應用程式",
            "命令": "指令",
            "私信": "私訊",
            "运行我": "營運我",
            "置信度": "信心值",
            "列表": "清單",
            "响应": "回應",
            "发消息": "傳訊息",
            "提交": "送出",
            "更改": "變更",
            "本地服务器": "本機伺服器",
            "專案": "項目",
            "开发者门户": "開發者入口網站",
            "别的信息": "別的資料",
            "哪些信息": "哪些資料",
        },
    ),
)

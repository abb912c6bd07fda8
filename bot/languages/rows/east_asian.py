"""Rows of the register of languages: Korean, Japanese and Chinese in both scripts."""

from __future__ import annotations

from datetime import time

from bot.languages.language_row import Script, Tongue, TypedTimes, WrittenLanguage, as_it_is
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
        inflected=as_it_is,
        script=Script.HANGUL,
        definition_question="{term}란 무엇인가요?",
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
        inflected=as_it_is,
        script=Script.JAPANESE,
        definition_question="{term}とは何ですか？",
        defining=(
            r"(?:(?:と|って)(?:は|いうのは)?(?:何(?:ですか|でしょうか|か|の(?:こと|意味)(?:ですか)?)?|なん(?:ですか|だ)?|どういう(?:意味"
            r"|こと)(?:ですか)?)|とは|って|の(?:意味|定義)(?:は(?:何ですか)?|を教えて(?:ください)?)?|を(?:説明|定義)して(?:ください)?)"
        ),
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
        typed=_TYPED,
        asked_as=("traditional chinese", "繁體", "正體", "繁体"),
        demo_reader=("ting", "陳怡婷"),
        derived_from="zh",
        derived_words={
            "“": "「",
            "”": "」",
            "发布": "發布",
            "許可權": "權限",
            "子区": "討論串",
            "身份": "身分",
            "资料库": "文庫",
            "库里": "文庫裡",
            "频道里": "頻道裡",
            "公开回复": "公開回覆",
            "账号": "帳號",
            "应用": "應用程式",
            "命令": "指令",
            "私信": "私訊",
            "运行者": "營運者",
            "运行我": "營運我",
            "置信度": "信心值",
            "列表": "清單",
            "响应": "回應",
            "本地服务器": "本機伺服器",
            "项目": "項目",
            "开发者门户": "開發者入口網站",
            "别的信息": "別的資料",
            "哪些信息": "哪些資料",
        },
    ),
)

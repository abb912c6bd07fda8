"""Web pages with questions and answers, as a browser saves them."""

from __future__ import annotations

import json
from pathlib import Path

from .test_formats import pairs, read

PAGE = """<!DOCTYPE html>
<html lang="es-ES"><head><title>Preguntas frecuentes | Piscina de Ejemplo</title>
<link rel="canonical" href="https://example.org/piscina/"></head><body>
<nav><a href="/">¿Dónde?</a></nav><h1>Preguntas frecuentes</h1>
<h2>Entradas</h2>
<details><summary><b>¿Cuánto cuesta?</b></summary><div><p><strong>4&nbsp;€</strong>.</p><h4>Niños</h4>
<ul><li>Gratis</li><li>Ver <a href="tarifas.html">tarifas</a></li></ul></div></details>
<dl><dt>Horario de invierno</dt><dd>Cerrado.</dd></dl>
<h2>Casa</h2>
<h3><button data-bs-toggle="collapse">Taquillas &amp; llaves</button></h3><div>Hay.<pre><code>1 €
</code></pre></div>
<div class="faq-question">¿Dónde aparco?</div><div class="faq-answer">Detrás.</div>
<footer>2026</footer><script>var x = "<h2>no?</h2>";</script></body></html>
"""


def test_a_web_page_is_read_with_its_sections_language_title_and_address(tmp_path: Path) -> None:
    found = read(tmp_path, "faq.html", PAGE)
    assert pairs(found) == [
        (
            "¿Cuánto cuesta?",
            "**4\xa0€**.\n\n**Niños**\n\n- Gratis\n- Ver [tarifas](https://example.org/piscina/tarifas.html)",
        ),
        ("Horario de invierno", "Cerrado."),
        ("Taquillas & llaves", "Hay.\n\n```\n1 €\n```"),
        ("¿Dónde aparco?", "Detrás."),
    ]
    assert [(entry.topic, entry.place.line) for entry in found.entries] == [
        ("Entradas", 6),
        ("Entradas", 8),
        ("Casa", 10),
        ("Casa", 12),
    ]
    assert (found.title, found.language) == ("Piscina de Ejemplo", "es")


def test_a_page_that_shows_its_questions_by_script_is_read_from_its_data(tmp_path: Path) -> None:
    data = json.dumps(
        {
            "@type": "FAQPage",
            "mainEntity": [
                {"@type": "Question", "name": "Who are you?", "acceptedAnswer": {"text": "<p>We are <i>us</i>.</p>"}},
                {"@type": "Question", "name": "Where is it?", "acceptedAnswer": {"text": "There."}},
            ],
        }
    )
    page = f'<html>\n<body>\n<div id="app"></div>\n<script type="application/ld+json">{data}</script></body></html>'
    assert pairs(read(tmp_path, "faq.htm", page)) == [("Who are you?", "We are *us*."), ("Where is it?", "There.")]

"""Language: tokens, stems, pinyin, spelling repair, question words, and how common a word is."""

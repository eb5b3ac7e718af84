"""Words as the index knows them: one analyser for what is indexed, what is typed and what is marked in a text."""

from __future__ import annotations

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from fibro_tui.record import Record

LONGEST = 60

LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# Words of asking, which say nothing about what is asked. A query that has nothing else is searched for them after all.
_ASIDE = {
    "en": "a about after all also am an and any anybody anyone are as at be because been before being but by can could did do"
    " does doing done don for from get gets getting go going got had has have having he her here him his how i if in into is"
    " it its just know like ll long m make makes me mean much my need no not now of off on one or our out please put re really"
    " s same say says she should so some someone something t take than that the their them then there these they thing things"
    " this those to too up us use used using ve very want was we were what when where which while who why will with would you"
    " your",
}


class Token(Record):
    """A word of a text: its stem, its folded form, and where it stands (characters)."""

    stem: str
    word: str
    start: int
    end: int


class Words:
    """The analysers of one language."""

    def __init__(self, language: str) -> None:
        code = language.partition("-")[0]
        self.stems = analyser(language)
        self.plain = folding().build()
        self.aside = frozenset(_ASIDE.get(code, "").split())

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, in order, each with its stem and place."""
        stems, plain = self.stems.pre_tokenize(text).tokens, self.plain.pre_tokenize(text).tokens
        return [
            Token(stem.text, word.text, stem.char_offset_from, stem.char_offset_to or stem.char_offset_from)
            for stem, word in zip(stems, plain, strict=True)
        ]


def analyser(language: str) -> TextAnalyzer:
    """Lower case, accents folded, stemmed where the language has a stemmer."""
    name = LANGUAGES.get(language.partition("-")[0])
    return (folding().filter(Filter.stemmer(name)) if name else folding()).build()


def folding() -> TextAnalyzerBuilder:
    """Words in lower case, accents folded; not yet stemmed."""
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.remove_long(LONGEST), Filter.lowercase(), Filter.ascii_fold()):
        builder = builder.filter(step)
    return builder

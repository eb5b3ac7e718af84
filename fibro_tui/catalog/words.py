"""Words as the index knows them: one analyser for what is indexed, what is typed and what is marked in a text."""

from __future__ import annotations

from itertools import pairwise

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from fibro_tui.record import Record

LONGEST = 60

LANGUAGES = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
# The languages whose stop words tantivy knows.
_STOPPED = frozenset(
    "danish dutch finnish french german hungarian italian norwegian portuguese russian spanish swedish".split()  # noqa: SIM905
)

# Words of asking, which say little about what is asked. Where a language has no list here, tantivy's own stop words serve.
_ASIDE = {
    "en": "a about actually after again all already also always am an and any anybody anyone anything are aren as ask at away be"
    " because been before being but by can cannot cant come comes could couldn d did didn do does doesn doesnt doing don done"
    " dont each even ever every everyone everything exactly for from get gets getting give given gives go goes going gonna got"
    " gotten had hadn has hasn have haven having he her here hers hi him his how i id if ill im in instead into is isn isnt it"
    " its ive just keep kind know let like ll lot m make makes many may maybe me mean means might mine more most much must my"
    " myself need needs never no nobody nor not nothing now of off oh ok okay on once one only or other our out over own"
    " perhaps please possible put quite rather re really right s said say says see seem seems shall she should shouldn so some"
    " somebody someone something sort stuff such sure t take taken takes taking tell than thanks that thats the their them then"
    " there these they thing things think this those though through to together too true truth up upon us use used using"
    " usually ve versus very vs want wants was wasn way we well went were weren what whats when where whether which while whilst who"
    " whose why will with without won wonder wondering wont would wouldn y yes yet you your yours",
}

# Forms of one word that no stemmer brings together.
_FORMS = {
    "en": "wear wore worn;feel felt;sleep slept;keep kept;take took taken;give gave given;go went gone;come came;begin began begun;"
    "break broke broken;bring brought;buy bought;choose chose chosen;drink drank drunk;drive drove driven;eat ate eaten;"
    "fall fell fallen;find found;forget forgot forgotten;get got gotten;grow grew grown;hear heard;hold held;know knew known;"
    "leave left;lose lost;make made;mean meant;meet met;pay paid;rise rose risen;run ran;say said;see saw seen;sell sold;send sent;"
    "shake shook;speak spoke spoken;spend spent;stand stood;stick stuck;sink sank sunk;tell told;think thought;throw threw thrown;"
    "wake woke woken;write wrote written;bad worse worst;good better best;child children;man men;woman women;foot feet;tooth teeth;"
    "die died dying dead death;swell swollen;bleed bled;freeze froze frozen;shrink shrank shrunk;tired tiredness;anxious anxiety;"
    "safe safety;able ability;long length;strong strength;high height;diagnose diagnosis;psychotic psychosis;pregnant pregnancy;"
    "old older elder elderly;young younger;urine urinate urinary;heal health healthy;prescribe prescription;react reaction;"
    "prove proof proven;believe belief",
}

# Spellings that stand for each other: the first is looked for in a word and tried as the second, and the other way round.
_SPELLINGS = {"en": (("ise", "ize"), ("isa", "iza"), ("ising", "izing"), ("our", "or"), ("ae", "e"), ("oe", "e"), ("yse", "yze"))}

# What sounds alike: whole endings first, then letters. X stands for the sound of "sh".
_SOUNDS = (
    ("ssion", "Xn"), ("tion", "Xn"), ("sion", "Xn"), ("shion", "Xn"), ("cion", "Xn"), ("shun", "Xn"), ("cian", "Xn"), ("tian", "Xn"),
    ("cious", "Xs"), ("tious", "Xs"), ("cial", "Xl"), ("tial", "Xl"), ("sh", "X"), ("ph", "f"), ("gh", ""), ("ck", "k"), ("ch", "k"),
    ("dge", "j"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("ge", "je"), ("gi", "ji"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"),
    ("th", "t"), ("v", "f"),
)  # fmt: skip
_NO_VOWELS = str.maketrans("aeiouy", "......")
_OPENINGS = (("ps", "s"), ("kn", "n"), ("wr", "r"), ("pn", "n"), ("rh", "r"), ("wh", "w"))


class Token(Record):
    """A word of a text: its stem, its folded form, and where it stands (characters)."""

    stem: str
    word: str
    start: int
    end: int


class Words:
    """The analysers of one language."""

    def __init__(self, language: str) -> None:
        self.language = language.partition("-")[0]
        self.stems = analyser(language)
        self.plain = folding().build()
        self.aside = frozenset(_ASIDE.get(self.language, "").split())
        # The stems of those words: what a query and a name are weighed by.
        self.light = frozenset(self.stems.analyze(" ".join(self.aside)))
        name = LANGUAGES.get(self.language, "")
        self._forms: dict[str, list[str]] | None = None
        self._kept = folding().filter(Filter.stopword(name)).build() if name in _STOPPED and not self.aside else None

    def tokens(self, text: str) -> list[Token]:
        """The words of a text, in order, each with its stem and place."""
        stems, plain = self.stems.pre_tokenize(text).tokens, self.plain.pre_tokenize(text).tokens
        return [
            Token(stem.text, word.text, stem.char_offset_from, stem.char_offset_to or stem.char_offset_from)
            for stem, word in zip(stems, plain, strict=True)
        ]

    def subject(self, title: str) -> frozenset[str]:
        """The stems of what a library is about: the telling words of its title."""
        return frozenset(token.stem for token in self.tokens(title) if not self.is_aside(token))

    def is_aside(self, token: Token) -> bool:
        """Whether a word is one of asking, which says little about what is asked."""
        return token.stem in self.light or (self._kept is not None and not self._kept.analyze(token.word))

    def asking_misspelt(self, word: str) -> str:
        """The word of asking that an unknown word is with its letters in disorder, one left out, one twice or a wrong vowel; or ""."""
        letters, consonants = sorted(word), word.translate(_NO_VOWELS)
        likely = [
            other
            for other in self.aside
            if len(word) > 2 and word[0] == other[0] and -1 <= len(other) - len(word) <= 1
            if letters == sorted(other)
            or (len(word) == len(other) > 3 and consonants == other.translate(_NO_VOWELS))
            or any(word == other[:i] + other[i + 1 :] for i in range(1, len(other)))
            or any(other == word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1])
        ]
        return min(likely, key=lambda other: (abs(len(other) - len(word)), other), default="")

    def forms(self, word: str) -> list[str]:
        """The other forms of a word that no stemmer brings to one stem: wore for wear, colour for color."""
        if self._forms is None:
            groups = [group.split() for group in _FORMS.get(self.language, "").split(";")]
            self._forms = {form: group for group in groups for form in group}
        made = [*self._forms.get(word, ())]
        for here, there in _SPELLINGS.get(self.language, ()):
            made += [word.replace(a, b) for a, b in ((here, there), (there, here)) if a in word and len(word) > len(a) + 2]
        return [each for each in dict.fromkeys(made) if each != word]


def sound(word: str) -> str:
    """How a word sounds, roughly: its consonants, with those that are mistaken for each other made one."""
    for was, now in _OPENINGS:
        if word.startswith(was):
            word = now + word[len(was) :]
    for was, now in _SOUNDS:
        word = word.replace(was, now)
    kept = "a" if word[:1] in "aeiouy" else word[:1]
    return kept + "".join(word[i] for i in range(1, len(word)) if word[i] != word[i - 1] and word[i] not in "aeiouyhw")


def pairs(stems: list[str]) -> list[str]:
    """The words that stand side by side, two and two: "who should" says what neither word says alone."""
    return [f"{here} {after}" for here, after in pairwise(stems)]


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

import pytest

from fibro_tui.content.model import Name, Reference, Study, When
from fibro_tui.text import citation

PAPER = Reference(
    "a-2020",
    "article-journal",
    "Tea at bedtime",
    author=(Name("Leaf", "Ada B"), Name("Berg", "Bo", particle="van den")),
    container="Journal of Cups",
    issued=When(((2020, 3),)),
    volume="12",
    issue="4",
    page="100-109",
)
FORMS = {
    "a paper": (PAPER, "Leaf AB, van den Berg B. Tea at bedtime. Journal of Cups 2020;12(4):100-109."),
    "a paper without issue and pages": (
        PAPER._replace(issue="", page=""),
        "Leaf AB, van den Berg B. Tea at bedtime. Journal of Cups 2020;12.",
    ),
    "a paper without a volume": (
        PAPER._replace(volume="", issue="", page=""),
        "Leaf AB, van den Berg B. Tea at bedtime. Journal of Cups, 2020.",
    ),
    "a question": (PAPER._replace(title="Tea at bedtime?"), "Leaf AB, van den Berg B. Tea at bedtime? Journal of Cups 2020;12(4):100-109."),
    "a report of a body": (
        Reference("b", "report", "Cups", author=(Name(literal="Tea Board"),), publisher="Tea House", number="7", issued=When(((2021,),))),
        "Tea Board. Cups. Tea House (7), 2021.",
    ),
    "a page without author or date": (Reference("c", "webpage", "Cups", container="Tea site"), "Cups. Tea site."),
    "a title alone": (Reference("d", "book", "Cups"), "Cups."),
    "a date in words": (
        Reference("e", "webpage", "Cups", publisher="Tea House", issued=When(literal="no date")),
        "Cups. Tea House, no date.",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_reference_is_cited_in_vancouver_style(form):
    reference, told = FORMS[form]
    assert citation.vancouver(reference) == told


def test_six_authors_are_named_and_more_are_et_al():
    seven = tuple(Name(f"Leaf{i}", "A") for i in range(7))
    assert citation.vancouver(PAPER._replace(author=seven[:6])).startswith("Leaf0 A, Leaf1 A, Leaf2 A, Leaf3 A, Leaf4 A, Leaf5 A. Tea")
    assert citation.vancouver(PAPER._replace(author=seven)).startswith("Leaf0 A, Leaf1 A, Leaf2 A, Leaf3 A, Leaf4 A, Leaf5 A, et al. Tea")
    assert citation.vancouver(PAPER._replace(author=(*seven[:1], Name(literal="et al.")))).startswith("Leaf0 A, et al. Tea")


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Ada", "A"),
        ("Ada Byron", "AB"),
        ("A. B.", "AB"),
        ("AB", "AB"),
        ("A B", "AB"),
        ("Jean-Luc", "JL"),
        ("J.-L.", "JL"),
        ("Bo", "B"),
        ("", ""),
    ],
)
def test_given_names_are_initials(given, initials):
    cited = citation.vancouver(PAPER._replace(author=(Name("Leaf", given),)))
    assert cited.startswith(f"Leaf {initials}".strip() + ". Tea")


def test_a_suffix_stands_behind_the_initials():
    assert citation.vancouver(PAPER._replace(author=(Name("Leaf", "Ada", suffix="Jr"),))).startswith("Leaf A Jr. Tea")


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        (PAPER, "Leaf 2020"),
        (PAPER._replace(author=PAPER.author[1:]), "van den Berg 2020"),
        (PAPER._replace(author=(Name(literal="Tea Board"),)), "Tea Board 2020"),
        (PAPER._replace(author=(Name(literal="Trial of 2020"),)), "Trial of 2020"),
        (PAPER._replace(author=()), "Journal of Cups 2020"),
        (Reference("d", "book", "Cups"), "Cups"),
    ],
)
def test_the_short_form_is_first_author_and_year(reference, told):
    assert citation.short(reference) == told


def test_the_weight_is_design_and_size():
    assert citation.weight(PAPER) == ""
    assert citation.weight(PAPER._replace(custom=Study("cohort", n=1285))) == "cohort · 1,285 people"
    assert citation.weight(PAPER._replace(custom=Study("case-report", n=1))) == "case report · 1 person"
    assert (
        citation.weight(PAPER._replace(custom=Study("systematic-review", n=20, studies=3))) == "systematic review · 3 studies · 20 people"
    )


@pytest.mark.parametrize(("interest", "told"), [("", ""), ("public", ""), ("not-stated", ""), ("maker", "maker"), ("sells-it", "sells it")])
def test_who_gains_is_told_where_somebody_does(interest, told):
    assert citation.interest(PAPER._replace(custom=Study(interest=interest))) == told


def test_addresses_are_doi_pubmed_pubmed_central_and_web():
    reference = PAPER._replace(doi="10.1234/a", pmid="12", pmcid="PMC34", url="https://a.example")
    assert citation.addresses(reference) == [
        "https://doi.org/10.1234/a",
        "https://pubmed.ncbi.nlm.nih.gov/12/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC34/",
        "https://a.example",
    ]
    assert citation.addresses(PAPER) == []


def test_dates_are_written_as_people_write_them():
    assert citation.day("2026-11-02") == "2 Nov 2026"
    assert citation.when(When(((2020, 3, 4),))) == "2020"
    assert citation.when(When(literal="spring")) == "spring"
    assert citation.when(When()) == ""

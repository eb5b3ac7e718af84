"""What the explorer's tests share: a small library that has one of everything, the three widths, and a look at the screen."""

from fibro_tui.tui.app import FibroApp

WIDTHS = ((120, 30), (90, 30), (50, 30))

TEXT = r"""
title: Testing and calm
language: en
about:
  purpose: Answers for tests.
  notice: Information, not medical advice. More of it.
  clinical_review: none
certainty:
  - {id: high, mark: "####", label: Sure, means: unlikely to change}
  - {id: low, mark: "##--", label: Not very sure, means: may change}
reasons: {imprecision: few people were studied}
help:
  - {region: US, level: crisis, name: A line, call: "988", web: "https://988lifeline.org", words: [suicide, want to die]}
synonyms:
  - [bladder, urinary]
sections:
  - id: risks
    title: What can go wrong
    facts: [How often, What to do]
    entries:
      - id: bladder
        title: Can it harm the bladder?
        short: With heavy use it can. How often with treatment is not known.
        body: |
          The bladder can hurt. [@alpha-2012] Somebody who used much had a smaller bladder. [@beta-2020]

          See [what it costs](#cost), and the [web](https://example.org/page).
        certainty: low
        because: [imprecision]
        facts: {How often: about 27 of 100, What to do: see a doctor}
        figures:
          - {people: {of: 12, ketamine: 8, midazolam: 3}, outcome: less pain, when: 15 minutes after, source: alpha-2012}
        sources: [{ref: alpha-2012, says: supports}, {ref: beta-2020, says: mixed}]
        see: [nausea]
        reviewed: 2026-11-22
        due: 2031-11-22
      - id: nausea
        title: Will it make me feel sick?
        short: Nausea is common, and mostly short.
        certainty: high
        facts: {How often: often, What to do: say so}
        sources: [{ref: alpha-2012, says: supports}]
      - id: markup
        title: "[@click=app.quit]x[/] and [b]bold[/b]"
        short: "[b]press[/b] stays as it is."
        certainty: low
  - id: cost
    title: Cost
    entries:
      - {id: cost, title: What does it cost?, short: It depends on where one lives., certainty: low}
      - {id: wide, title: 日本語 の 質問 とても 長い 題名 です よ, short: "漢字 and a\u0301ccents.", certainty: low}
  - id: words
    title: Words
    kind: glossary
    entries:
      - {id: midazolam, title: Midazolam, short: A calming drug., certainty: high}
references:
  - id: alpha-2012
    type: article-journal
    title: Alpha and the bladder
    author: [{family: Alpha, given: A}]
    container-title: Journal of Tests
    issued: {date-parts: [[2012]]}
    DOI: 10.1000/alpha
    custom: {design: survey, n: 1285, population: people who answered, finding: about a quarter, interest: not-stated}
  - id: beta-2020
    type: article-journal
    title: Beta looks again
    author: [{family: Beta, given: B}]
    issued: {date-parts: [[2020]]}
    custom: {design: review, studies: 3, interest: sells-ketamine}
"""


def screen(app: FibroApp) -> str:
    """What stands on the screen."""
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips())

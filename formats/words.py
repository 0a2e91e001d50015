"""The closed lists of words that an annotation may use: stored word -> word shown.

Readers, writers and models take them from here, so a word is spelt in one place. The
order is the order on screens. Source: docs/formats.md and the codebook's definitions.
"""

STANCES = {
    "asserts": "Asserts",
    "denies": "Denies",
    "doubts": "Doubts",
    "concedes": "Concedes",
    "reports": "Reports",
    "predicts": "Predicts",
}

#: How much of a doctrine's polarity a stance carries to the legality of the act.
STANCE_WEIGHTS = {
    "asserts": 1.0,
    "denies": -1.0,
    "doubts": -0.5,
    "concedes": 1.0,
    "reports": 0.0,
    "predicts": 0.0,
}

#: A ground that justifies, a prohibition or limit, neither.
POLARITIES = {"+": 1, "-": -1, "0": 0}

VOICES = {"own": "The author’s own", "attributed": "Attributed to others"}

ATTITUDES = {
    "endorses": "Endorses",
    "rejects": "Rejects",
    "doubts": "Doubts",
    "neutral": "Neutral",
    "unclear": "Not clear",
}

GROUNDS = {
    "rule": "The rule",
    "fact": "A fact",
    "application": "The rule applied to the fact",
}

ROLES = {
    "claim": "Claim",
    "rule": "Rule",
    "evidence": "Evidence",
    "rebuttal": "Rebuttal",
    "concession": "Concession",
    "analogy": "Analogy",
    "consequence": "Consequence",
    "prescription": "Prescription",
    "conclusion": "Conclusion",
}

EXPLICITNESS = {
    "named": "Named",
    "paraphrased": "Paraphrased",
    "inferred": "Inferred",
}

CONFIDENCES = {"high": "High", "medium": "Medium", "low": "Low"}

STATUSES = {
    "proposed": "Proposed",
    "accepted": "Accepted",
    "rejected": "Rejected",
    "discussion": "Needs discussion",
}

COMPARISONS = {"like": "Like", "unlike": "Unlike"}

#: How the argument of one annotation bears on that of another.
RELATIONS = {
    "supports": "Supports",
    "rebuts": "Rebuts",
    "distinguishes": "Distinguishes",
    "relies_on": "Relies on",
    "concedes": "Concedes",
}

#: The same, said of the other annotation.
RELATED = {
    "supports": "Is supported by",
    "rebuts": "Is rebutted by",
    "distinguishes": "Is distinguished by",
    "relies_on": "Is relied on by",
    "concedes": "Is conceded by",
}

#: Codebook links beside the tree.
DOCTRINE_LINKS = {"element_of": "Element of", "exception_to": "Exception to"}

#: Whether an example shows what belongs under a doctrine, or what does not.
EXAMPLES = {"positive": "Example", "negative": "Counter-example"}

#: What was decided about a codebook.
CODEBOOK_CHANGES = {
    "create": "Added",
    "edit": "Changed",
    "meaning": "Changed its meaning",
    "move": "Moved",
    "reorder": "Put in order",
    "retire": "Retired",
    "restore": "Brought back",
    "merge": "Merged",
    "split": "Split",
    "link": "Changed relations",
    "example": "Changed examples",
    "authority": "Changed authorities",
    "import": "Imported",
    "reconsider": "Reconsidered marks",
    "undo": "Took back",
}

#: What a change of a codebook did to an annotation.
RECODED = {
    "moved": "Put under another entry",
    "dropped": "Dropped",
    "restored": "Brought back",
}

#: What was decided about an annotation whose doctrine changed its meaning.
RECONSIDERED = {
    "waiting": "Waiting",
    "kept": "Kept",
    "moved": "Moved",
    "dropped": "Dropped",
}

#: How an author stands to the wording they rely on.
RELIANCES = {"superseded": "Relies on a superseded wording"}

#: Whether coders of a project see each other's marks before they have finished.
CODING = {
    "open": "Coders see each other’s marks",
    "blind": "Coders work blind",
    "mixed": "As each assignment says",
}

#: The same for one text and coder; empty is as the project says.
ASSIGNMENT_CODING = {
    "": "As the project says",
    "open": "Sees the others’ marks",
    "blind": "Works blind",
}

ASSIGNMENTS = {"assigned": "To do", "finished": "Finished"}

#: What an entry of somebody's inbox is about.
NOTICES = {
    "mention": "Mentioned you",
    "reply": "Answered you",
    "assigned": "Gave you a text",
    "reopened": "Reopened a text",
    "decision": "Decided about your mark",
    "asked": "Asked about your mark",
}

#: How the marks of several coders about one passage were settled.
SETTLEMENTS = {
    "agreed": "All agreed",
    "taken": "One was taken",
    "combined": "Combined",
    "written": "Newly written",
    "dropped": "None was taken",
    "disagreement": "Reasonable disagreement",
}

#: What a mark is to the settlement: one that was settled, or one that stands for them.
SETTLED_PARTS = {"source": "Coder’s mark", "settled": "Settled mark"}

COVERAGE_STATES = {"read": "Read", "not_applicable": "Not applicable"}

SITUATION_KINDS = {"case": "Case", "rule": "Rule", "hypothetical": "Hypothetical"}

ACTOR_KINDS = {
    "person": "Person",
    "state": "State",
    "organisation": "Organisation",
    "group": "Group",
    "unnamed": "Unnamed source",
}

#: What another name of an actor is.
ALIAS_KINDS = {
    "": "Other name",
    "transliteration": "Transliteration",
    "pen_name": "Pen name",
    "former_name": "Former name",
    "abbreviation": "Abbreviation",
}

#: What a State has to do with a situation.
INVOLVEMENTS = {
    "territorial": "Territorial State",
    "intervening": "Intervening State",
    "other": "Other State involved",
}

AUTHORSHIPS = {"author": "Author", "translator": "Translator", "editor": "Editor"}

#: What one text is of another.
EDITIONS = {
    "edition": "New edition",
    "translation": "Translation",
    "reprint": "Reprint",
}

#: What became of an annotation in a new edition.
CARRIED = {
    "unchanged": "Unchanged",
    "moved": "Moved",
    "unplaced": "Needs placing",
    "placed": "Placed",
    "dropped": "Dropped",
}

BLOCK_KINDS = {
    "paragraph": "Paragraph",
    "heading": "Heading",
    "quotation": "Quotation",
    "footnote": "Footnote",
    "list_item": "List item",
}

#: What a stretch outside the text is.
REGION_KINDS = {
    "biography": "About the author",
    "teaser": "Teaser",
    "comments": "Comments",
    "other": "Other",
}

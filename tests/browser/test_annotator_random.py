"""Whatever is done in a real page: painted is the model is stored."""

import pytest
from playwright.sync_api import expect

from annotations.models import Annotation, Relation
from corpus.models import Region
from tests.browser.annotator import TEXT_HASH, hear_nothing
from tests.factories import make_annotation, make_document

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "".join(
    f"Nobody 😀 saw it, the e\u0301tat said.\u00a0It came {n} times.\n\n"
    for n in range(6)
)
#: Does a number of random things through the page's own parts; null, or what differs.
OPERATE = """async ([seed, number]) => {
  const annotator = document.querySelector("glossator-annotator");
  const { changes, model, regions, relations } = annotator;
  const { paragraphs } = annotator.page;
  let state = seed;
  const random = (below) => (state = (state * 48271) % 2147483647) % below;
  const stances = ["asserts", "denies", "doubts"];
  const any = () => [...model.byId.keys()][random(model.byId.size || 1)];
  const range = () => {
    const start = random(paragraphs.at(-1).end - 1);
    return { start, end: Math.min(paragraphs.at(-1).end, start + 1 + random(40)) };
  };
  const note = () => (random(2) ? "" : `${random(9)}`);
  const label = () => ({ stance: stances[random(3)], note: note() });
  const blank = { holder: null, via: [], tags: [] };
  const doctrines = ["ibi.request", "sd.armed_attack"];
  const edit = (id, fields) => id && changes.edit(id, fields);
  const things = [
    ...doctrines.map((doctrine) => () =>
      changes.create({ doctrine, ...blank, ...label(), ...range() })),
    () => edit(any(), label()),
    () => edit(any(), range()),
    () => model.byId.size > 3 && changes.remove(any()),
    () => changes.together("Several", () =>
      [any(), any(), any()].forEach((id) => edit(id, { stance: "concedes" }))),
    () => {
      const [source, target] = [any(), any()].map((id) => relations.endOf({ id }));
      return source.id !== target.id && relations.join(source, target, "rebuts");
    },
    () => random(3) || regions.set(range(), "other"),
    () => changes.undo(),
    () => changes.redo(),
  ];
  for (let i = 0; i < number; i += 1) {
    things[random(things.length)]();
    if (random(5) === 0) {
      await new Promise(requestAnimationFrame);
    }
  }
}"""
TAKE_BACK = """async (way) => {
  const { changes } = document.querySelector("glossator-annotator");
  while (changes[way]());
}"""
#: What stands, by id, as JSON can say it.
SHOWN = """() => {
  const { model, relations, regions } = document.querySelector("glossator-annotator");
  const rows = [...model.byId.values()].map((row) =>
    [row.id, row.start, row.end, row.doctrine, row.stance, row.note]);
  const others = [...relations.rows.all, ...regions.rows.all].map(({ id }) => id);
  return [rows.sort(), others.sort()];
}"""
#: The stances over each character, outermost first: as painted, and as the model says.
PAINTED = """async () => {
  const annotator = document.querySelector("glossator-annotator");
  const { elements, paragraphs } = annotator.page;
  const entry = document.querySelector("script[src*='annotator/annotator']").src;
  const { assignLanes } = await import(new URL("lanes.js", entry).href);
  const wrong = [];
  elements.forEach((p, index) => {
    const painted = [];
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const over = [];
      for (let mark = node.parentElement; mark !== p; mark = mark.parentElement) {
        over.unshift(mark.className.match(/stance-(\\w+)/)[1]);
      }
      for (const _ of node.data) painted.push(over.join(" "));
    }
    const { start, end } = paragraphs[index];
    const all = [...annotator.model.byId.values()]
      .filter((row) => row.start < end && row.end > start);
    const { lanes } = assignLanes(all);
    all.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
    painted.forEach((said, place) => {
      const at = start + place;
      const over = all.filter((row) =>
        lanes.has(row.id) && row.start <= at && at < row.end);
      const wanted = over.map((row) => row.stance).join(" ");
      if (said !== wanted) wrong.push([at, said, wanted]);
    });
  });
  return wrong;
}"""


def test_painted_is_the_model_is_stored(open_annotator, alice, project, olga):
    document = make_document(project=project, by=olga, text=TEXT)
    for number in range(3):
        make_annotation(document=document, by=alice, quote=f"It came {number} times")
    page = open_annotator(alice, document, viewport={"width": 1280, "height": 1400})
    hear_nothing(page)

    def check():
        page.evaluate("new Promise(requestAnimationFrame)")
        assert page.evaluate(PAINTED) == []
        assert page.evaluate(TEXT_HASH) == document.text_sha256
        return page.evaluate(SHOWN)

    beginning = check()
    for batch in range(5):
        page.evaluate(OPERATE, [2027 + batch, 30])
        check()
    page.evaluate(TAKE_BACK, "redo")
    end = check()
    assert end != beginning
    wait_long(page)
    assert check() == end == stored()
    page.evaluate(TAKE_BACK, "undo")
    assert check() == beginning
    wait_long(page)
    assert check() == beginning == stored()


def wait_long(page):
    """Until more is sent than a coder does in an hour."""
    state = page.locator("[data-save-state]")
    expect(state).to_have_attribute("data-save-state", "saved", timeout=90_000)


def stored():
    """What the server has, as SHOWN says it."""
    rows = Annotation.objects.filter(deleted=None).values_list(
        "uuid", "start", "end", "doctrine__slug", "stance", "note"
    )
    others = [*Relation.objects.filter(deleted=None), *Region.objects.standing()]
    return [
        sorted([str(uuid), *rest] for uuid, *rest in rows),
        sorted(str(row.uuid) for row in others),
    ]

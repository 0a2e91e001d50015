"""The annotator in Chromium: work of the main thread, with a fresh browser a run.

    .venv/bin/python benchmarks/annotator.py [--case 1MB-10k] [--runs 5]

Each run starts a browser, opens the text, and reads the thread's own CPU clock from a
trace (category blink.user_timing: the "tts" of performance.mark on CrRendererMain), so
that time spent waiting, and work in other processes, does not count.

- first: from the beginning of the navigation to the frame that painted the first mark
- ready: from the same beginning until everything can be used (the page says so)
- wait: from the first highlight until everything can be used, as time that passes: so
  long at most waits a key that is pressed in between
- add: from the submit of the form to the frame that painted the new mark (median of
  several); what waits for that frame is not in it
- whole: from the same submit until all that belongs to it is done: form closed, list,
  relations and overview drawn, saved, and the mark painted as saved
- frame: from one animation frame to the next while the text is scrolled through, 400
  pixels a frame, everything that the page does in between included
- nodes: all nodes of the document, at rest and at most while scrolling

One loop, always the same, runs in the same browser: its time is the machine's pace at
that moment. Figures taken while other work runs are larger, and the loop with them.
"""

import argparse
import shutil
import statistics
from dataclasses import dataclass

import scratch
from material import Project, text_of
from opening import EMAIL, PASSWORD, USER, Browser
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
WINDOW = {"width": 1280, "height": 800}
STEP = 400
#: The first mark is made by the painter; two turns later its frame is on the screen.
WATCH = """
window.painted = (name) => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark(name);
      document.documentElement.dataset.painted = name;
    };
    port2.postMessage(null);
  });
};
if (location.pathname.startsWith("/projects/")) {
  performance.mark("begin");
  const make = document.createElement;
  document.createElement = function (...given) {
    if (given[0] === "mark") {
      document.createElement = make;
      painted("first");
    }
    return make.apply(this, given);
  };
}
"""
ADD = """() => new Promise((resolve) => {
  const form = document.querySelector(".annotation-form");
  const begin = () => {
    performance.mark("save");
    painted("added");
  };
  form.addEventListener("submit", begin, { capture: true, once: true });
  form.requestSubmit();
  const state = document.querySelector("[data-save-state]");
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  // idle work goes in its order: what the add asked for is done before this
  const idle = () => new Promise((next) => requestIdleCallback(next));
  const finish = async () => {
    for (const wait of [frame, idle, idle, frame]) await wait();
    setTimeout(() => {
      performance.mark("whole");
      resolve(performance.getEntriesByName("added").length);
    });
  };
  const seen = () => {
    const done = performance.getEntriesByName("added").length;
    const saved = done && state.dataset.saveState === "saved";
    saved ? finish() : setTimeout(seen, 20);
  };
  performance.clearMarks("added");
  seen();
})"""
SCROLL = """(step) => new Promise((resolve) => {
  window.scrollTo(0, 0);
  let nodes = 0;
  let frames = 0;
  const count = () => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let number = 1;
    while (walker.nextNode()) number += 1;
    return number;
  };
  const rest = count();
  const go = () => {
    if (frames % 50 === 49) {
      // what counting costs is in no frame: it lies between the two marks below
      performance.mark("pause");
      nodes = Math.max(nodes, count());
    }
    performance.mark("frame");
    frames += 1;
    const before = window.scrollY;
    window.scrollBy({ top: step, behavior: "instant" });
    if (window.scrollY === before) {
      resolve({ rest, most: Math.max(nodes, count()), frames });
    } else {
      requestAnimationFrame(go);
    }
  };
  requestAnimationFrame(go);
})"""
PACE = """() => {
  performance.mark("loop");
  let sum = 0;
  const all = Array.from({ length: 200000 }, (_, i) => (i * 7919) % 200003);
  for (let turn = 0; turn < 3; turn += 1) {
    all.sort((a, b) => (turn % 2 ? a - b : b - a));
    for (let i = 0; i < 3e6; i += 1) sum = (sum + all[i % all.length] * i) % 1000003;
  }
  performance.mark("looped");
  return sum;
}"""


@dataclass
class Case:
    """A text with annotations, and what its figures should be (None: not said)."""

    length: int
    annotations: int
    first: int
    whole: bool


CASES = {
    "100kB-1k": Case(100_000, 1_000, 120, whole=False),
    "1MB-10k": Case(1_000_000, 10_000, 250, whole=True),
    "1MB-50k": Case(1_000_000, 50_000, 400, whole=False),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--case", choices=CASES, action="append")
    parser.add_argument("--runs", type=int, default=scratch.RUNS)
    parser.add_argument("--whole", action="store_true", help="scroll in every case")
    options = parser.parse_args()
    cases = {name: CASES[name] for name in options.case or CASES}
    with scratch.scratch() as server:
        texts = {
            f"{name}.txt": text_of(case.length, seed=number)
            for number, (name, case) in enumerate(cases.items())
        }
        project = Project(server, "reading", texts)
        fill(server, project, cases)
        with sync_playwright() as playwright:
            for name, case in cases.items():
                path = f"/projects/reading/texts/{project.ids[f'{name}.txt']}/"
                runs = []
                for _ in range(options.runs):
                    runs.append(
                        one_run(playwright, server, path, case.whole or options.whole)
                    )
                    print(f"  {name}: {runs[-1]}", flush=True)
                tell(name, case, runs)


def fill(server, project, cases):
    """Put the annotations in, and make somebody who may read and mark."""
    server.manage("shell", "--command", USER.format(email=EMAIL, password=PASSWORD))
    for name, case in cases.items():
        one = object.__new__(Project)
        one.texts = {f"{name}.txt": project.texts[f"{name}.txt"]}
        one.slugs = project.slugs
        server.api(
            project.token,
            "POST",
            "projects/reading/import?format=jsonl",
            one.lines(case.annotations),
        )


def one_run(playwright, server, path, whole):
    """{"first": ms, …} of one fresh browser."""
    visitor = Browser(server.port)
    visitor.sign_in()
    visitor.close()
    address = f"http://127.0.0.1:{server.port}"
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    try:
        context = browser.new_context(viewport=WINDOW, base_url=address)
        context.add_cookies(
            [
                {"name": cookie.key, "value": cookie.value, "url": address}
                for cookie in visitor.cookies.values()
            ]
        )
        page = context.new_page()
        page.set_default_timeout(120_000)
        # the process that will show the text is there, the text's modules are not
        page.goto("/accounts/login/")
        page.add_init_script(WATCH)
        session = context.new_cdp_session(page)
        with Trace(session) as trace:
            page.goto(path, wait_until="commit")
            page.wait_for_selector("html[data-painted=first]", state="attached")
            page.wait_for_selector("glossator-annotator[data-ready]")
            page.evaluate("() => { performance.mark('usable'); }")
            page.evaluate(PACE)
            figures = {"nodes": None}
            if whole:
                add_some(page)
                figures["nodes"] = page.evaluate(SCROLL, STEP)
        return {**trace.figures(), "nodes": figures["nodes"]}
    finally:
        browser.close()


def add_some(page, times=7):
    """Mark words by the keys, as a coder does, and save each by the form."""
    text = page.locator("[data-text]")
    for number in range(times):
        text.focus()
        page.keyboard.press("s")
        page.keyboard.press("Enter")
        field = page.get_by_role("combobox", name="Doctrine")
        field.fill("e")
        page.locator("[role=listbox]:visible [role=option]").nth(number).click()
        page.get_by_role("radio").first.check()
        assert page.evaluate(ADD), "no mark stands in the text"


class Trace:
    """The marks that the page set, by the CPU clock of its main thread."""

    def __init__(self, session):
        self.session = session
        self.events = []
        self.done = False

    def __enter__(self):
        self.session.on("Tracing.dataCollected", self._take)
        self.session.on("Tracing.tracingComplete", self._end)
        self.session.send(
            "Tracing.start",
            {
                "transferMode": "ReportEvents",
                "traceConfig": {"includedCategories": ["blink.user_timing"]},
            },
        )
        return self

    def _take(self, event):
        self.events += event["value"]

    def _end(self, _event):
        self.done = True

    def __exit__(self, *failure):
        if failure[0] is None:
            self.session.send("Tracing.end")
            while not self.done:
                # any command lets the messages in
                self.session.send("Schema.getDomains")

    def figures(self):
        marks = [
            (event["name"], event["tts"] / 1000)
            for event in sorted(self.events, key=lambda event: event["ts"])
            if "blink.user_timing" in event["cat"] and "tts" in event
        ]
        first = between(marks, "begin", "first")
        ready = between(marks, "begin", "usable")
        wall = [
            event["ts"] / 1000
            for event in self.events
            if event["name"] in ("first", "usable") and "tts" in event
        ]
        added = between(marks, "save", "added")
        whole = between(marks, "save", "whole")
        frames = between(marks, "frame", "frame", "pause")
        return {
            "first": first[0],
            "ready": ready[0],
            "wait": max(wall) - min(wall),
            "loop": between(marks, "loop", "looped")[0],
            "add": statistics.median(added) if added else None,
            "whole": statistics.median(whole) if whole else None,
            "frame": statistics.mean(frames) if frames else None,
            "frame95": statistics.quantiles(frames, n=20)[-1] if frames else None,
        }


def between(marks, begin, *ends):
    """Milliseconds from each mark of one name to the next of another."""
    found, at = [], None
    for name, clock in marks:
        if at is not None and name in ends:
            found.append(clock - at)
            at = None
        if name == begin:
            at = clock
    return found


def tell(name, case, runs):
    def middle(key):
        return statistics.median(run[key] for run in runs)

    loop = middle("loop")
    print(f"{name}, CPU of the main thread; loop {loop:.0f} ms")
    report(name, "to the first highlight", [run["first"] for run in runs], case.first)
    report(name, "until all is ready", [run["ready"] for run in runs], "no target")
    report(
        name,
        "a key pressed at the first highlight waits",
        [run["wait"] for run in runs],
        "no target",
    )
    if runs[0]["nodes"]:
        report(name, "to add one", [run["add"] for run in runs], 10)
        whole = [run["whole"] for run in runs]
        report(name, "all that belongs to it included", whole, "no target")
        report(name, "a frame while scrolling", [run["frame"] for run in runs], 12)
        report(name, "of 20 frames the longest", [run["frame95"] for run in runs], 12)
        nodes = [run["nodes"]["rest"] for run in runs]
        report(name, "nodes at rest", nodes, 5000)
        report(name, "nodes at most", [run["nodes"]["most"] for run in runs], 5000)


def report(name, what, figures, target):
    said = target if isinstance(target, str) else f"{target} or less"
    scratch.report(f"{name}, {what}", figures, said)


if __name__ == "__main__":
    main()

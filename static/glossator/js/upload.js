/**
 * Adding texts: files can be dropped, are checked before they travel, and stay chosen
 * when the server refuses them. Without this module the form is an ordinary one.
 */

/**
 * What is wrong with a choice of files, before anything is sent.
 *
 * @param {{name: string, size: number}[]} files  sizes in bytes
 * @param {{mostFiles: number, mostBytes: number}} limits  bytes of one file
 * @returns {string[]} one sentence for each problem
 */
export function problemsOf(files, { mostFiles, mostBytes }) {
  const problems = [];
  if (files.length > mostFiles) {
    problems.push(
      `These are ${files.length} files; the limit is ${mostFiles}. Add them in several goes.`,
    );
  }
  for (const file of files) {
    if (file.size > mostBytes) {
      problems.push(
        `${file.name}: this file has ${size(file.size)}; the limit is ${size(mostBytes)}. Cut it into parts.`,
      );
    } else if (file.size === 0) {
      problems.push(`${file.name}: this file is empty.`);
    }
  }
  return problems;
}

/**
 * A size in words.
 *
 * @param {number} bytes
 * @returns {string}
 */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/**
 * The files chosen before and those dropped now; of two equal names and sizes one.
 *
 * @param {File[]} before
 * @param {File[]} dropped
 * @returns {File[]}
 */
export function together(before, dropped) {
  const key = (file) => `${file.name}\n${file.size}\n${file.lastModified}`;
  const known = new Set(before.map(key));
  return [...before, ...dropped.filter((file) => !known.has(key(file)))];
}

/** @param {HTMLFormElement} form */
export function start(form) {
  const input = form.querySelector("input[name=files]");
  const limits = {
    mostFiles: Number(form.dataset.mostFiles),
    mostBytes: Number(form.dataset.mostBytes),
  };
  prepareDrop(form, input);
  input.addEventListener("change", () => showChosen(form, input, limits));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const problems = problemsOf([...input.files], limits);
    if (problems.length > 0) {
      showProblems(form, problems);
    } else {
      send(form);
    }
  });
  showChosen(form, input, limits);
}

function prepareDrop(form, input) {
  const area = form.querySelector("[data-drop]");
  form.querySelector("[data-drop-hint]").hidden = false;
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    area.classList.add("over");
  };
  area.addEventListener("dragenter", over);
  area.addEventListener("dragover", over);
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) area.classList.remove("over");
  });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    const transfer = new DataTransfer();
    for (const file of together([...input.files], [...event.dataTransfer.files])) {
      transfer.items.add(file);
    }
    input.files = transfer.files;
    input.dispatchEvent(new Event("change"));
  });
}

function showChosen(form, input, limits) {
  const list = form.querySelector("[data-chosen]");
  const items = [...input.files].map((file) => {
    const item = document.createElement("li");
    const [problem] = problemsOf([file], limits);
    const said = document.createElement("span");
    said.className = problem ? "wrong" : "meta";
    said.textContent = problem ? problem.slice(file.name.length + 2) : size(file.size);
    item.append(file.name, said);
    return item;
  });
  list.replaceChildren(...items);
}

function showProblems(form, problems) {
  const box = document.createElement("div");
  box.className = "problems";
  box.id = "problems";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const list = document.createElement("ul");
  for (const problem of problems) {
    const item = document.createElement("li");
    item.textContent = problem;
    list.append(item);
  }
  box.append(list);
  show(form, [box]);
}

function show(form, children) {
  form.querySelector("#report").replaceChildren(...children);
  form.querySelector("#problems")?.focus();
}

/** Sends the form with a bar; a refusal is shown without leaving the page. */
function send(form) {
  const bar = form.querySelector("[data-progress]");
  const state = form.querySelector("[data-state]");
  const button = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  const finish = (sentence) => {
    bar.hidden = true;
    button.disabled = false;
    state.textContent = sentence;
  };
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = (100 * event.loaded) / event.total;
    state.textContent = event.loaded < event.total ? "Sending …" : "Reading …";
  });
  request.addEventListener("error", () =>
    finish("The server cannot be reached. What you chose is still here; try again."),
  );
  request.addEventListener("load", () => {
    finish("");
    answer(form, request);
  });
  // what was wrong before says nothing of this try
  form.querySelector("#report").replaceChildren();
  bar.hidden = false;
  bar.value = 0;
  button.disabled = true;
  state.textContent = "Sending …";
  request.send(new FormData(form));
}

function answer(form, request) {
  const page = request.response;
  const added = page?.querySelector("#added");
  if (added) {
    document.title = page.title;
    const main = document.querySelector("#main");
    main.replaceChildren(document.adoptNode(added));
    main.focus();
    window.scrollTo(0, 0);
    return;
  }
  if (page?.querySelector("[data-upload-page]")) {
    // what was understood is a page of its own, with an address
    window.location.assign(request.responseURL);
    return;
  }
  const report = page?.querySelector("#problems");
  if (report) {
    show(form, [document.adoptNode(report)]);
  } else if (request.status === 403) {
    showProblems(form, ["You may not add texts here any more. Load the page again."]);
  } else if (request.responseURL.includes("/accounts/login/")) {
    showProblems(form, ["You were signed out. Sign in in another tab, then add again."]);
  } else {
    showProblems(form, ["The server could not take this. Try again with fewer files."]);
  }
}

for (const form of globalThis.document?.querySelectorAll("[data-upload]") ?? []) {
  start(form);
}

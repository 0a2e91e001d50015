import { make, makeButton } from "./dom.js";

/** Signing in again in place, so that nothing on the page is lost (I11). */
export class SignIn {
  /**
   * @param {object} options
   * @param {HTMLElement} options.host   the annotator, with its data- attributes
   * @param {import("./api.js").Api} options.api
   * @param {string} options.user        id of the one who marked
   * @param {string} options.name        of that one
   * @param {string} [options.email]     of that one
   * @param {() => void} [options.onBack]  signed in again
   */
  constructor({ host, api, user, name, email = "", onBack = () => {} }) {
    this.email = email;
    this.onBack = onBack;
    this.host = host;
    this.api = api;
    this.user = user;
    this.name = name;
    this.address = host.getAttribute("data-login-url") || "/accounts/login/";
    this.open = null;
    /** @type {string} who else is signed in at this place now */
    this.other = "";
  }

  /** @returns {Promise<boolean>}  true once the same user is signed in again */
  ask() {
    this.open ??= this.#dialog().finally(() => (this.open = null));
    return this.open;
  }

  /**
   * Who is signed in now; when it is the one who marked, take the fresh CSRF token.
   *
   * @returns {Promise<"same"|"other"|"nobody"|"unknown">}
   */
  async who() {
    return this.#take(await load(this.address));
  }

  #take(page) {
    if (!page) {
      return "unknown";
    }
    const account = accountOf(page);
    this.other = "";
    if (!account) {
      return "nobody";
    }
    if (account.dataset.user !== this.user) {
      this.other = account.dataset.name;
      return "other";
    }
    this.api.csrf = tokenOf(account);
    return "same";
  }

  #dialog() {
    const login = make("input", { name: "login", type: "email", autocomplete: "username", required: true, value: this.email });
    const password = make("input", {
      name: "password", type: "password", autocomplete: "current-password", required: true, autofocus: true,
    });
    const problem = make("p", { class: "problem", role: "alert", hidden: true });
    const why = this.other
      ? `${this.other} is signed in at this place now. What ${this.name} did is kept here and not sent. To send it, sign in as ${this.name}.`
      : "Your session ended. Your marks are kept here and will be sent.";
    const submit = make("button", { class: "button primary" }, "Sign in");
    const later = makeButton("Not now: keep on this device", { class: "button" }, () => dialog.close());
    const form = make(
      "form", { class: "sign-in" },
      make("h2", { id: "sign-in-heading" }, "Sign in again"),
      make("p", {}, why),
      make("label", { class: "field" }, make("span", {}, "E-mail"), login),
      make("label", { class: "field" }, make("span", {}, "Password"), password),
      problem,
      make("div", { class: "form-buttons" }, submit, later),
    );
    const dialog = make("dialog", { "aria-labelledby": "sign-in-heading" }, form);
    this.host.append(dialog);
    dialog.showModal();
    return new Promise((resolve) => {
      let signedIn = false;
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (submit.disabled) {
          return;
        }
        submit.disabled = true;
        submit.textContent = "Signing in …";
        const sentence = await this.#send(login.value, password.value);
        submit.disabled = false;
        submit.textContent = "Sign in";
        problem.textContent = sentence;
        problem.hidden = !sentence;
        if (!sentence) {
          signedIn = true;
          this.onBack();
          dialog.close();
        }
      });
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (document.activeElement === document.body) {
          // where the focus was, the form, is closed
          /** @type {HTMLElement|null} */ (this.host.querySelector("[data-text]"))?.focus({ preventScroll: true });
        }
        resolve(signedIn);
      });
    });
  }

  /** @returns {Promise<string>}  what is wrong, or "" */
  async #send(login, password) {
    let page = await load(this.address);
    // signed in meanwhile, in another window
    if (this.#take(page) === "same") {
      return "";
    }
    const account = page && accountOf(page);
    if (account) {
      await post(account.getAttribute("action"), { csrfmiddlewaretoken: tokenOf(account) });
      page = await load(this.address);
    }
    const token = page && tokenOf(page);
    if (!token) {
      return "The server does not answer. Try again in a moment.";
    }
    await post(this.address, { csrfmiddlewaretoken: token, login, password });
    const who = await this.who();
    const wrong = {
      same: "",
      other: `That is the account of ${this.other}. What is kept here was done by ${this.name}: sign in as ${this.name}.`,
      nobody: "E-mail or password is not right.",
      unknown: "The server does not answer. Try again in a moment.",
    };
    return wrong[who];
  }
}

/** @param {Document} page @returns {HTMLElement|null}  the form that signs out */
function accountOf(page) {
  return page.querySelector("form[data-sign-out]");
}

function tokenOf(element) {
  return element.querySelector("input[name=csrfmiddlewaretoken]")?.getAttribute("value");
}

async function post(address, fields) {
  const body = new URLSearchParams(fields);
  await fetch(address, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
}

/** @returns {Promise<Document|null>} */
async function load(address) {
  try {
    const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

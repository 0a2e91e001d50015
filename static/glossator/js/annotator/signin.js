import { make } from "./dom.js";

/** Signing in again in place, so that nothing on the page is lost (I11). */
export class SignIn {
  /**
   * @param {object} options
   * @param {HTMLElement} options.host   the annotator, with its data- attributes
   * @param {import("./api.js").Api} options.api
   * @param {string} options.user        id of the one who marked
   */
  constructor({ host, api, user }) {
    this.host = host;
    this.api = api;
    this.user = user;
    this.open = null;
  }

  /** @returns {Promise<boolean>}  true once the same user is signed in again */
  ask() {
    this.open ??= this.#dialog().finally(() => (this.open = null));
    return this.open;
  }

  /**
   * Take the CSRF token of a fresh copy of this page.
   *
   * @returns {Promise<boolean>}  false when nobody, or somebody else, is signed in
   */
  async renew() {
    const page = await load(location.href);
    const fresh = page?.querySelector("glossator-annotator");
    if (!fresh || fresh.getAttribute("data-user") !== this.user) {
      return false;
    }
    this.api.csrf = fresh.getAttribute("data-csrf");
    return true;
  }

  #dialog() {
    const login = make("input", { name: "login", type: "email", autocomplete: "username", required: true });
    const password = make("input", {
      name: "password", type: "password", autocomplete: "current-password", required: true,
    });
    const problem = make("p", { class: "problem", role: "alert", hidden: true });
    const form = make(
      "form", {},
      make("h2", { id: "sign-in-heading" }, "Sign in again"),
      make("p", {}, "Your session ended. Your marks are kept here and will be sent."),
      make("label", { class: "field" }, make("span", {}, "E-mail"), login),
      make("label", { class: "field" }, make("span", {}, "Password"), password),
      problem,
      make("div", { class: "form-buttons" }, make("button", { class: "button primary" }, "Sign in")),
    );
    const dialog = make("dialog", { "aria-labelledby": "sign-in-heading" }, form);
    this.host.append(dialog);
    dialog.showModal();
    return new Promise((resolve) => {
      let signedIn = false;
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const sentence = await this.#send(login.value, password.value);
        problem.textContent = sentence;
        problem.hidden = !sentence;
        if (!sentence) {
          signedIn = true;
          dialog.close();
        }
      });
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(signedIn);
      });
    });
  }

  /** @returns {Promise<string>}  what is wrong, or "" */
  async #send(login, password) {
    const address = this.host.getAttribute("data-login-url") || "/accounts/login/";
    const page = await load(address);
    const token = page?.querySelector("input[name=csrfmiddlewaretoken]")?.getAttribute("value");
    if (!token) {
      // signed in meanwhile, in another window, or no network
      return (await this.renew()) ? "" : "That did not work. Reload the page and sign in there.";
    }
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, login, password });
    await fetch(address, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    return (await this.renew()) ? "" : "E-mail or password is not right, or it is another account.";
  }
}

/** @returns {Promise<Document|null>} */
async function load(address) {
  try {
    const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null;
  }
}

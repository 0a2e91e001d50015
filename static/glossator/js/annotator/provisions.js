import { provisionName } from "./force.js";
import { everything } from "./names.js";

/** The wordings that can be relied on, fetched when they are first needed. */
export class Provisions {
  /** @param {{api: import("./api.js").Api, url: string}} options */
  constructor({ api, url }) {
    this.api = api;
    this.url = url;
    /** @type {import("./force.js").Provision[]} */
    this.items = [];
    /** @type {Promise<void>|null} */
    this.asked = null;
  }

  /** @returns {Promise<void>} */
  load() {
    this.asked ??= everything(this.api, this.url).then((items) => {
      this.items = items.sort((a, b) => provisionName(a).localeCompare(provisionName(b)));
      if (!items.length) {
        // there are none yet, or the network failed: ask again next time
        this.asked = null;
      }
    });
    return this.asked;
  }

  /** @param {{instrument: string, locator: string, version: string}} authority */
  find(authority) {
    const name = provisionName(authority);
    return this.items.find((item) => provisionName(item) === name);
  }

  /** @param {object} body @returns {Promise<import("./api.js").Answer>} */
  async add(body) {
    const answer = await this.api.post(this.url, body);
    if (answer.state === "ok") {
      this.items.push(answer.data);
    }
    return answer;
  }
}

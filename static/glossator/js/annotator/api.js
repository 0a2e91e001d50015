/**
 * What an answer means for the page.
 *
 * @typedef {"ok"|"same"|"signed-out"|"forbidden"|"missing"|"conflict"|"gone"|"invalid"|
 *   "no-version"|"offline"|"failed"} State
 *
 * @typedef {object} Answer
 * @property {State} state
 * @property {number} status     0 when there was no answer at all
 * @property {any} [data]        the body of a success
 * @property {object} [current]  the server's row, with 409
 * @property {string} [detail]   one plain sentence, for people
 * @property {string} [code]
 * @property {object} [fields]
 * @property {string} [etag]
 */

const STATES = {
  304: "same",
  401: "signed-out",
  403: "forbidden",
  404: "missing",
  409: "conflict",
  410: "gone",
  428: "no-version",
};

const NOT_OURS =
  "Something else than the server answered, perhaps the page of a network to sign in to. Reload the page.";

/**
 * @param {number} status  of an HTTP answer
 * @returns {State}
 */
export function stateOf(status) {
  if (status >= 200 && status < 300) {
    return "ok";
  }
  if (STATES[status]) {
    return STATES[status];
  }
  if (status === 408 || status === 425 || status === 429) {
    return "failed";
  }
  return status >= 400 && status < 500 ? "invalid" : "failed";
}

/** Speaks with the server; every method answers, none throws for a bad network. */
export class Api {
  /**
   * @param {object} options
   * @param {string} options.annotationUrl  a uuid completes it, and the next two
   * @param {string} [options.relationUrl]
   * @param {string} [options.regionUrl]
   * @param {string} options.csrf
   * @param {typeof fetch} [options.fetch]
   * @param {number} [options.patience]  milliseconds until an answer counts as lost
   */
  constructor({ annotationUrl, relationUrl = "", regionUrl = "", csrf, fetch: own, patience = 20_000 }) {
    this.annotationUrl = annotationUrl;
    this.urls = { annotation: annotationUrl, relation: relationUrl, region: regionUrl };
    this.csrf = csrf;
    this.fetch = own ?? ((...request) => globalThis.fetch(...request));
    this.patience = patience;
  }

  /** @param {string} url @param {string} [etag] @returns {Promise<Answer>} */
  get(url, etag) {
    return this.request("GET", url, undefined, etag ? { "If-None-Match": etag } : {});
  }

  /** @param {string} url @param {object} body @returns {Promise<Answer>} */
  post(url, body) {
    return this.request("POST", url, body);
  }

  /** @param {{id: string, what?: import("./undo.js").Change["what"]}} entry */
  urlOf({ id, what = "annotation" }) {
    return this.urls[what] + id;
  }

  /**
   * Send one entry of the outbox.
   *
   * @param {import("./queue.js").Entry} entry
   * @returns {Promise<Answer>}
   */
  async send(entry) {
    const answer = await this.#request(entry);
    // a page that something between here and the server answered acknowledges nothing
    const isRow = Number.isInteger(answer.data?.version);
    return answer.state === "ok" && !isRow ? { ...answer, state: "failed" } : answer;
  }

  #request(entry) {
    const url = this.urlOf(entry);
    const version = { "If-Match": `"${entry.version}"` };
    switch (entry.kind) {
      case "put":
        return this.request("PUT", url, entry.body, { "If-None-Match": "*" });
      case "patch":
        return this.request("PATCH", url, entry.body, version);
      case "delete":
        return this.request("DELETE", url, undefined, version);
      default:
        return this.request("POST", `${url}/restore`, undefined, version);
    }
  }

  /** @returns {Promise<Answer>} */
  async request(method, url, body, headers = {}) {
    const sent = { Accept: "application/json", ...headers };
    if (method !== "GET") {
      sent["X-CSRFToken"] = this.csrf;
    }
    if (body !== undefined) {
      sent["Content-Type"] = "application/json";
    }
    try {
      const response = await this.fetch(url, {
        method,
        headers: sent,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(this.patience),
      });
      return await answerOf(response, method);
    } catch {
      // what a browser says of it is no sentence for people
      return { state: "offline", status: 0 };
    }
  }
}

/** @returns {Promise<Answer>} */
async function answerOf(response, method) {
  const state = stateOf(response.status);
  const etag = response.headers.get("ETag") ?? undefined;
  const text = response.status === 304 ? "" : await response.text();
  const data = parse(text);
  if (state === "ok" && data === undefined && (text || method === "GET")) {
    return { state: "failed", status: response.status, detail: NOT_OURS };
  }
  if (state === "ok") {
    return { state, status: response.status, data, etag };
  }
  const { detail, code, fields, current } = data ?? {};
  return { state, status: response.status, etag, detail, code, fields, current, data };
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

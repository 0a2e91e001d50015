/** Milliseconds that a search may take. */
const PATIENCE = 2_000;

/** Searches in a thread of its own, so that no expression can stop the page. */
export class FindThread {
  /** @param {string} url  of find-worker.js @param {string[]} texts  of the paragraphs */
  constructor(url, texts) {
    this.url = url;
    this.texts = texts;
    this.last = 0;
    /** @type {Worker|null} */
    this.worker = null;
  }

  /**
   * @param {import("./find-match.js").Wanted} wanted
   * @returns {Promise<{hits: [number, number][], isCut?: boolean, problem?: string, isOld?: boolean}>}
   *   isOld: another search was begun meanwhile
   */
  find(wanted) {
    this.last += 1;
    const id = this.last;
    const worker = this.#worker();
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        worker.removeEventListener("message", heard);
        resolve(id === this.last ? answer : { hits: [], isOld: true });
      };
      const heard = ({ data }) => {
        if (data.id === id) {
          const problem = data.problem && "This is no regular expression that can be read. Check its brackets and backslashes.";
          done({ ...data, problem });
        }
      };
      const timer = setTimeout(() => {
        if (this.worker === worker) {
          worker.terminate();
          this.worker = null;
        }
        done({ hits: [], problem: "This takes too long. Make the expression simpler." });
      }, PATIENCE);
      worker.addEventListener("message", heard);
      worker.postMessage({ id, wanted });
    });
  }

  #worker() {
    if (!this.worker) {
      this.worker = new Worker(this.url, { type: "module" });
      this.worker.postMessage({ texts: this.texts });
    }
    return this.worker;
  }
}

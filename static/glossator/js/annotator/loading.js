/** So many annotations, about, are asked for at once where a text has very many. */
const PIECE = 2_500;
/** Milliseconds until a piece that could not be had is asked for again. */
const AGAIN = 5_000;

/**
 * Brings the annotations onto the page: first what is near the window, then the rest. Of
 * a text with very many, each request asks for one stretch of it; the page can be used
 * while the others come.
 */
export class Loading {
  /**
   * @param {object} options
   * @param {import("./api.js").Api} options.api
   * @param {string} options.url
   * @param {number} options.many  how many there are, where they come in pieces; or 0
   * @param {import("./offsets.js").Paragraph[]} options.paragraphs
   * @param {import("./model.js").Model} options.model
   * @param {import("./painter.js").Painter} options.painter
   * @param {(id: string) => boolean} options.isBusy  whether a request about it is under way
   * @param {(touched: Set<number>) => void} options.onMore  another piece is in the model
   */
  constructor({ api, url, many, paragraphs, model, painter, isBusy, onMore }) {
    this.api = api;
    this.url = url;
    this.many = many;
    this.paragraphs = paragraphs;
    this.model = model;
    this.painter = painter;
    /** of what the page knows; raised when it hears of others' changes */
    this.revision = 0;
    this.isBusy = isBusy;
    this.onMore = onMore;
    this.length = paragraphs.at(-1)?.end ?? 0;
    this.pieces = piecesOf(this.length, many);
  }

  /** @returns {Promise<import("./api.js").Answer>}  of the whole text, or of what is near */
  async first() {
    if (!this.pieces.length) {
      return this.#ask("");
    }
    const [from, to] = this.#window();
    const near = this.pieces.filter((piece) => piece.start < to && piece.end > from);
    const start = near[0]?.start ?? 0;
    const end = near.at(-1)?.end ?? this.length;
    const answer = await this.#ask(`?start=${start}&end=${end}`);
    if (answer.state === "ok") {
      this.pieces = this.pieces.filter((piece) => !near.includes(piece));
    }
    return answer;
  }

  /** Show what is near the window, and know the rest a frame later. @param {object} columns */
  async show(columns) {
    this.model.load(this.many ? columns : part(columns, ...this.#window()));
    this.painter.showNear();
    await nextFrame();
    if (!this.many) {
      this.model.load(columns);
    }
    this.painter.watch();
    this.painter.tellCounts();
  }

  /** @returns {string}  for the list, while not everything is here */
  get remark() {
    return this.pieces.length ? ` · loaded as you read, ${this.many} in all` : "";
  }

  /** Load the pieces that are not here, those near the window first. */
  async rest() {
    while (this.pieces.length) {
      if (!(await this.#load(this.#nearest(this.#window()[0])))) {
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  /** Load what lies around an annotation. @param {string} id  its uuid */
  async reach(id) {
    const answer = this.pieces.length ? await this.api.get(this.api.annotationUrl + id) : null;
    if (answer?.state === "ok" && this.lacks(answer.data.start, answer.data.start)) {
      await this.#load(this.#nearest(answer.data.start));
    }
  }

  /**
   * @param {number} from  code point of the document
   * @param {number} to    another one, before or after it
   * @returns {boolean}    whether annotations between them may not be here yet
   */
  lacks(from, to) {
    const [first, last] = from < to ? [from, to] : [to, from];
    return this.pieces.some(({ start, end }) => start <= last && end > first);
  }

  /** @returns {Promise<boolean>}  whether it came */
  async #load(piece) {
    const { start, end } = piece;
    const answer = await this.api.get(`${this.url}?start=${start}&end=${end}`);
    // older than what was heard of others' changes, it could bring back what is deleted
    if (answer.state !== "ok" || answer.data.revision < this.revision) {
      return false;
    }
    this.pieces = this.pieces.filter((other) => other !== piece);
    this.onMore(this.model.add(answer.data, this.isBusy));
    return true;
  }

  async #ask(query) {
    const answer = await this.api.get(this.url + query);
    if (answer.state === "ok") {
      this.revision = answer.data.revision;
    }
    return answer;
  }

  #nearest(place) {
    const far = ({ start, end }) => Math.max(start - place, place - end, 0);
    return this.pieces.reduce((best, piece) => (far(piece) < far(best) ? piece : best));
  }

  /** @returns {[number, number]}  code points of the paragraphs near the window */
  #window() {
    const near = this.painter.near.now();
    const place = (index) => this.paragraphs[index];
    return near.length ? [place(near[0]).start, place(near.at(-1)).end] : [0, 0];
  }
}

/** Stretches of equal length, for some thousand annotations each. */
function piecesOf(length, many) {
  const number = Math.ceil(many / PIECE);
  const border = (i) => Math.floor((i * length) / number);
  return Array.from({ length: number }, (_, i) => ({ start: border(i), end: border(i + 1) }));
}

/**
 * @param {object} columns  arrays of one length, by name
 * @param {number} from
 * @param {number} to
 * @returns {object}  the columns of those that share a character with [from, to)
 */
export function part(columns, from, to) {
  const { start, end } = columns;
  const found = start.flatMap((at, i) => (at < to && end[i] > from ? [i] : []));
  const some = Object.entries(columns).map(([name, values]) =>
    [name, Array.isArray(values) ? found.map((i) => values[i]) : values]);
  return Object.fromEntries(some);
}

/** A frame later; a page that nobody sees has no frames. */
function nextFrame() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });
}

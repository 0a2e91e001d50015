/**
 * What a link says to open. Offsets are code points of the document.
 *
 * @typedef {{kind: "annotation", id: string}
 *   | {kind: "passage", start: number, end: number}
 *   | {kind: "paragraph", number: number}
 *   | {kind: "wrong"}} Link
 */

const NUMBER = /^\d{1,9}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The hash goes before the search, because it was added later.
 *
 * @param {string} search  of an address, such as "?from=12&to=40"
 * @param {string} hash    such as "#p12"
 * @returns {Link|null}    null when it names no place; wrong when what it names is none
 */
export function parseLink(search, hash) {
  const [, paragraph, id] = hash.match(/^#(?:p(\d+)|annotation-(.+))$/) ?? [];
  if (paragraph !== undefined) {
    return NUMBER.test(paragraph) ? { kind: "paragraph", number: Number(paragraph) } : { kind: "wrong" };
  }
  const query = new URLSearchParams(search);
  const wanted = id ?? query.get("annotation");
  if (wanted) {
    return UUID.test(wanted) ? { kind: "annotation", id: wanted.toLowerCase() } : { kind: "wrong" };
  }
  const from = query.get("from");
  const to = query.get("to");
  if (from === null && to === null) {
    return null;
  }
  const good = NUMBER.test(from ?? "") && NUMBER.test(to ?? "") && Number(from) < Number(to);
  return good ? { kind: "passage", start: Number(from), end: Number(to) } : { kind: "wrong" };
}

/**
 * @param {Exclude<Link, {kind: "wrong"}>} link
 * @returns {string}  search and hash that lead there, also in the view to read and print
 */
export function linkTo(link) {
  switch (link.kind) {
    case "annotation":
      return `?annotation=${link.id}`;
    case "passage":
      return `?from=${link.start}&to=${link.end}#passage`;
    default:
      return `#p${link.number}`;
  }
}

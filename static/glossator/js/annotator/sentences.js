import { count, paragraphAt, toCodePoint } from "./offsets.js";
import { segmenter, trim } from "./words.js";

/** Words after whose full stop a sentence goes on, in lower case and without the stop. */
const ABBREVIATIONS = {
  en: `art arts no nos v vs para paras sec secs s ss cl reg regs ch pt vol vols ed eds
    p pp n nn r cf al ibid id op cit loc rep ser res doc docs ann app prot conv decl
    judgm advop dr prof mr mrs ms st gen col hon sr jr ltd inc co corp int'l nat'l
    dep't gov't l j rev q univ approx ca viz eg ie e.g i.e u.n u.s u.k e.u
    jan feb mar apr jun jul aug sept sep oct nov dec`,
  fr: `art arts al no nos n° p pp para par chap cf v vol éd éds réf ibid op cit loc
    rec rés doc m mm mme mmes mlle dr prof me st ste aff arr déc c.e.d.h c.i.j onu
    janv févr avr juil sept oct nov`,
  de: `art abs nr nrn s ss ff f bd bde hrsg hg aufl rn rdnr vgl z.b d.h u.a i.v.m i.s.d
    bzw ca dr prof hr fr st kap lit ziff anm ebd a.a.o sog gem evtl
    jan febr aug sept okt nov dez`,
  es: `art arts núm núms no pág págs p pp párr párrs cap vol ed eds cf v vid ibid op cit
    loc doc res sr sra sres dr dra prof d.ª dña ee.uu`,
  ru: `ст п пп ч гл разд абз см ср напр т.е т.к т.д т.п и.о г гг в вв стр с им проф
    акад док рез изд т тт № ред
    янв февр авг сент окт нояб дек`,
};
ABBREVIATIONS.uk = `ст ч п пп гл розд абз див пор напр т т.зв р рр стор с ім проф акад док рез вид`;

/** A number or letter before a heading or an item of a list: "II.", "3.", "b.". */
const ENUMERATOR = /^\s*(?:[ivxlc]+|\d{1,3}|\p{L})\.\s*$/iu;

const sets = new Map();

/**
 * @param {import("./offsets.js").Paragraph} paragraph
 * @param {string} language  a BCP 47 tag
 * @returns {{start: number, end: number}[]}  its sentences without white space at their
 *   ends, in code points of the document
 */
export function sentencesOf(paragraph, language) {
  const parts = [];
  let joins = false;
  for (const { segment, index } of segmenter("sentence", language).segment(paragraph.text)) {
    const end = index + segment.length;
    if (joins) {
      parts[parts.length - 1].end = end;
    } else {
      parts.push({ start: index, end });
    }
    joins = endsInAbbreviation(segment, language) || (!joins && ENUMERATOR.test(segment));
  }
  return parts
    .map((part) =>
      trim([paragraph], toCodePoint(paragraph, part.start), toCodePoint(paragraph, part.end)),
    )
    .filter((part) => part !== null);
}

/**
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {number} place  code point of the document
 * @param {1|-1} step     1 for the first sentence that begins at or after the place, -1
 *   for the last one that ends at or before it
 * @param {string} language
 * @returns {{start: number, end: number}|null}  null at the document's ends
 */
export function sentenceFrom(paragraphs, place, step, language) {
  for (let i = paragraphAt(paragraphs, place); i >= 0 && i < paragraphs.length; i += step) {
    const sentences = sentencesOf(paragraphs[i], language);
    const found =
      step === 1
        ? sentences.find((sentence) => sentence.start >= place)
        : sentences[count(sentences.length, (n) => sentences[n].end <= place) - 1];
    if (found) {
      return found;
    }
  }
  return null;
}

/**
 * @param {import("./offsets.js").Paragraph[]} paragraphs
 * @param {number} codePoint
 * @param {string} language
 * @returns {{start: number, end: number}|null}  the sentence of that paragraph around the
 *   character, or the next one after it
 */
export function sentenceAt(paragraphs, codePoint, language) {
  const sentences = sentencesOf(paragraphs[paragraphAt(paragraphs, codePoint)], language);
  return sentences.find((sentence) => sentence.end > codePoint) ?? null;
}

function endsInAbbreviation(segment, language) {
  if (/\n\s*$/.test(segment)) {
    return false;
  }
  const last = /(?:^|[\s(\[«“"'’\u2013\u2014])([^\s(\[«“"]+)\.\s*$/u.exec(segment);
  if (!last) {
    return false;
  }
  const initial = /^(?:\p{Lu}\.)*\p{Lu}$/u.test(last[1]);
  const known = abbreviations(language);
  const word = last[1].toLowerCase();
  return initial || known.has(word) || known.has(word.split(/['’]/).at(-1));
}

function abbreviations(language) {
  const base = (language || "en").split("-")[0].toLowerCase();
  if (!sets.has(base)) {
    sets.set(base, new Set((ABBREVIATIONS[base] ?? ABBREVIATIONS.en).split(/\s+/)));
  }
  return sets.get(base);
}

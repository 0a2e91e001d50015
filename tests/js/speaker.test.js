import assert from "node:assert/strict";
import { test } from "node:test";

import { makeParagraph } from "../../static/glossator/js/annotator/offsets.js";
import { pairAround, pairsOf } from "../../static/glossator/js/annotator/quotes.js";
import { calledOf, speakerOf } from "../../static/glossator/js/annotator/speaker.js";

const CALLED = calledOf([
  { name: "Okafor, Ada", aliases: ["A. Okafor"] },
  { name: "Northern Assembly", aliases: ["NA", "the Assembly"] },
  { name: "Lindqvist, Per" },
  { name: "Соколова, Анна" },
]);

/** [square brackets] hold the passage: what is proposed, as words. */
function proposed(marked, language = "en") {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const paragraph = makeParagraph(100, marked.replace("[", "").replace("]", ""));
  const speaker = speakerOf(paragraph, { start: 100 + start, end: 100 + end }, CALLED, language);
  if (!speaker) {
    return null;
  }
  const { quoted, holder } = speaker;
  const name = holder ? `${holder.name}${holder.known ? "" : " (new)"}` : "nobody named";
  return `${name}${quoted ? ", quoted" : ""}`;
}

/** @type {[string, string|null, string?][]} */
const CASES = [
  // the name before the verb
  ["Okafor said that [the border was open].", "Okafor, Ada"],
  ["Ada Okafor argues [nobody asked].", "Okafor, Ada"],
  ["In spring A. Okafor wrote: [nobody asked].", "Okafor, Ada"],
  ["The Northern Assembly has repeatedly claimed that [it was asked].", "Northern Assembly"],
  ["On Monday the NA stated that [it was asked].", "Northern Assembly"],
  ["Okafor, who led the mission, said that [the border was open].", "Okafor, Ada"],
  ["Lindqvist doubted what Okafor argued: [nobody asked].", "Okafor, Ada"],
  // after it
  ["“[We were asked],” said Okafor.", "Okafor, Ada, quoted"],
  ["“[We were asked],” said the then President Okafor on Monday.", "Okafor, Ada, quoted"],
  ["“[We were asked],” Per Lindqvist wrote.", "Lindqvist, Per, quoted"],
  ["[The border was open], as claimed by the Northern Assembly.", "Northern Assembly"],
  ["“We came. [We were asked.] We left,” said Okafor. Lindqvist said no.", "Okafor, Ada, quoted"],
  // led in
  ["According to Okafor, [the border was open].", "Okafor, Ada"],
  ["[The border was open], according to the Assembly.", "Northern Assembly"],
  // nobody of the project
  ["Maria Stone argued that [nobody asked].", "Maria Stone (new)"],
  ["President Maria van Stone later said [nobody asked].", "Maria van Stone (new)"],
  ["According to Professor Stone, [nobody asked].", "Stone (new)"],
  ["The Council of Elders said that [nobody asked].", "Council of Elders (new)"],
  ["“[We were asked],” said J. Stone.", "J. Stone (new), quoted"],
  // somebody of the project comes first
  ["Stone said that, according to Okafor, [nobody asked].", "Okafor, Ada"],
  // a quotation that names its speaker itself
  ["“Maria Stone, head of Vesta, a local charity, said…’[In town is nobody.]”", "Maria Stone (new), quoted"],
  ["Okafor wrote: “Lindqvist said that [nobody asked].”", "Lindqvist, Per, quoted"],
  ["Okafor wrote: “They came, but [nobody asked].”", "Okafor, Ada, quoted"],
  // an office before the name, in an apposition
  ["The head of the NC, Northern Prime Minister Maria Stone, announced that [nobody asked].", "Maria Stone (new)"],
  ["In fact, Stone also underlined that [nobody asked].", "Stone (new)"],
  ["“[We were asked.]” Stone wrote in a letter.", "Stone (new), quoted"],
  ["“[We were asked.]” Nobody had been. Stone wrote it all down in a long and angry letter.", "nobody named, quoted"],
  ["Stone, the “[mother of the port],” maintained a calm balance between Vesta and the United States.", "nobody named, quoted"],
  // the author turns against the claim
  ["Okafor said that the border was open, but [nobody came].", null],
  ["Okafor claimed that it was open; however, [nobody came].", null],
  ["Okafor insisted that it was open, although [nobody came].", null],
  ["Okafor said that the border was open despite [the snow].", null],
  ["Okafor said that it was open, yet [nobody came].", null],
  ["[Nobody came], but Okafor said that the border was open.", null],
  ["According to Okafor, the border was open, whereas [nobody came].", null],
  ["Okafor said that, although nobody came, [the border was open].", "Okafor, Ada"],
  ["Although nobody came, Okafor said that [the border was open].", "Okafor, Ada"],
  ["Okafor said that nobody had yet [crossed the border].", "Okafor, Ada"],
  // the nearest before the verb, of several
  ["Okafor met Maria Stone, who announced that [nobody asked].", "Maria Stone (new)"],
  ["Okafor said little; Maria Stone argued that [nobody asked].", "Maria Stone (new)"],
  ["Lindqvist was told by Okafor that [nobody asked].", "Okafor, Ada"],
  ["Okafor told Lindqvist that [nobody asked].", "Okafor, Ada"],
  ["Maria Stone, envoy of the Northern Assembly, said that [nobody asked].", "Maria Stone (new)"],
  ["Lindqvist of Ashford described [an open border].", "Lindqvist, Per"],
  ["The Northern Assembly called it [an open border].", "Northern Assembly"],
  // between the name and the verb
  ["Okafor has long argued that [nobody asked].", "Okafor, Ada"],
  ["Maria Stone has long argued that [nobody asked].", "Maria Stone (new)"],
  ["Maria Stone also once publicly warned that [nobody asked].", "Maria Stone (new)"],
  ["Maria Stone subsequently explained that [nobody asked].", "Maria Stone (new)"],
  [
    "Maria Stone, the head of the small mission that came in the spring by boat, insisted that [nobody asked].",
    "Maria Stone (new)",
  ],
  // no name
  ["She said that [nobody asked].", null],
  ["Critics argued that [nobody asked].", null],
  ["However, they claim that [nobody asked].", null],
  ["The attack on Ashford was, observers say, [unprovoked].", null],
  ["[Nobody asked] for help.", null],
  ["Okafor came to the border. [Nobody asked] for help.", null],
  ["Okafor said so. [Nobody asked] for help. Lindqvist said no.", null],
  ["The essay of Okaforian style said that [nobody asked].", null],
  // quotation marks alone
  ["There was “[an open border]” then.", "nobody named, quoted"],
  ["There was [“an open border”] then.", "nobody named, quoted"],
  ["There was “[an] open border” then.", "nobody named, quoted"],
  ["There was “an open” [border] then.", null],
  ["It was [an “open” border] then.", null],
  // other languages
  ["Okafor sagte, [niemand habe gefragt].", "Okafor, Ada", "de"],
  ["„[Niemand fragte]“, schrieb Lindqvist.", "Lindqvist, Per, quoted", "de"],
  ["Laut Okafor [war die Grenze offen].", "Okafor, Ada", "de"],
  ["Selon Okafor, [personne n’a demandé].", "Okafor, Ada", "fr"],
  ["« [Personne] », a déclaré Okafor.", "Okafor, Ada, quoted", "fr"],
  ["Соколова заявила, что [никто не просил].", "Соколова, Анна", "ru"],
  ["«[Никто не просил]», — сказала Соколова.", "Соколова, Анна, quoted", "ru"],
  ["По словам Петрова, [никто не просил].", "Петрова (new)", "ru"],
];

for (const [marked, wanted, language] of CASES) {
  test(`${marked} → ${wanted ?? "nothing"}`, () => assert.equal(proposed(marked, language), wanted));
}

test("a passage over several paragraphs is read where it begins", () => {
  const paragraph = makeParagraph(0, "😀 Okafor said: “we came\n");
  const speaker = speakerOf(paragraph, { start: 16, end: 90 }, CALLED);
  assert.deepEqual(speaker, { quoted: true, holder: { name: "Okafor, Ada", known: true } });
});

/** Text -> what lies within each pair, inner ones first. */
const PAIRS = {
  "a “b” c": ["b"],
  'a "b" c "d"': ["b", "d"],
  "„b“ und „c“": ["b", "c"],
  "« b » et «c»": [" b ", "c"],
  "»b« und »c«": ["b", "c"],
  "“a ‘b’ c”": ["b", "a ‘b’ c"],
  "it’s the states’ border": [],
  "it's the states' border": [],
  "he said 'it's mine' twice": ["it's mine"],
  "‘the rule’s end’ came": ["the rule’s end"],
  "“one of two paragraphs": ["one of two paragraphs"],
  "5\" of snow": [],
  "(“b”).": ["b"],
};

for (const [text, wanted] of Object.entries(PAIRS)) {
  test(`the pairs in ${text}`, () => {
    const pairs = pairsOf(text);
    assert.deepEqual(pairs.map(({ open, close }) => text.slice(open + 1, close)), wanted);
  });
}

test("the innermost pair is the one around", () => {
  assert.deepEqual(pairAround("“a ‘b’ c”", 4, 5), { open: 3, close: 5 });
});

/**
 * Fields with a closed list of values: name -> [label, values].
 *
 * @type {Object<string, [string, Object<string, string>]>}
 */
export const CHOICES = {
  ground: ["Ground", { rule: "The rule", fact: "A fact", application: "The rule applied to the fact" }],
  role: ["Role", {
    claim: "Claim", rule: "Rule", evidence: "Evidence", rebuttal: "Rebuttal",
    concession: "Concession", analogy: "Analogy", consequence: "Consequence",
    prescription: "Prescription", conclusion: "Conclusion",
  }],
  explicitness: ["Explicitness", { named: "Named", paraphrased: "Paraphrased", inferred: "Inferred" }],
  confidence: ["Your confidence", { high: "High", medium: "Medium", low: "Low" }],
};

/** @param {string} name @param {string} value @returns {string}  "" for none */
export function choiceWords(name, value) {
  return value ? (CHOICES[name][1][value] ?? value) : "";
}

/** The button by which somebody says that they have read this text. */
export class Coverage {
  /** @param {any} annotator */
  constructor(annotator) {
    this.annotator = annotator;
    this.button = annotator.querySelector("[data-command=read]");
  }

  async toggle() {
    const { api, dataset, signIn } = this.annotator;
    const read = this.button.getAttribute("aria-pressed") !== "true";
    const body = read ? { state: "read" } : undefined;
    const answer = await api.request(read ? "PUT" : "DELETE", dataset.coverageUrl, body);
    if (answer.state === "ok") {
      this.button.setAttribute("aria-pressed", String(read));
      this.annotator.tell(read ? "Marked as read." : "No longer marked as read.");
    } else if (answer.state === "signed-out" && (await signIn.ask())) {
      await this.toggle();
    } else {
      this.annotator.tell(answer.detail ?? "That was not saved. Try again when you are online.");
    }
  }
}

/**
 * Pictures as PNG: the server's own SVG, drawn anew by the browser at twice its size.
 * Without this module a picture is still there to take away as SVG and CSV.
 */

const SCALE = 2;

for (const button of document.querySelectorAll("[data-png]")) {
  const made = /** @type {HTMLButtonElement} */ (button);
  made.hidden = false;
  made.addEventListener("click", () => take(made));
}

/** @param {HTMLButtonElement} button */
async function take(button) {
  const status = button.parentElement.querySelector("[role=status]");
  status.textContent = "Drawing the PNG …";
  try {
    const image = new Image();
    image.src = button.dataset.png;
    await image.decode();
    hand(await png(image), button.dataset.name);
    status.textContent = "The PNG is in your downloads.";
  } catch {
    status.textContent = "The PNG could not be made. Take the SVG, or try again.";
  }
}

/**
 * @param {HTMLImageElement} image
 * @returns {Promise<Blob>}
 */
async function png(image) {
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("too large");
  return blob;
}

/** @param {Blob} blob @param {string} name */
function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Number boxes are text boxes: give them the decimal keypad and the arrow keys back.
// A box is known by its placeholder ("typical: 52 °C") or by its label ("... [MW]").
if (!window.ihpNumberKeys) {
  window.ihpNumberKeys = true;
  const name = (box) => box.getAttribute("aria-label") || box.labels?.[0]?.textContent || "";
  const labelled = (box) => / \[[^\]]+\]\s*$/.test(name(box));
  const plain = (text) => document.documentElement.lang === "en"
    ? text.replace(/(\d)[,\u202f\u00a0 ](?=\d{3})/g, "$1")
    : text.replace(/(\d)[.\u202f\u00a0 ](?=\d{3})/g, "$1").replace(/(\d),(?=\d)/g, "$1.");
  const figure = (text) => (plain(text).match(/-?\d+(\.\d+)?/) || [""])[0];
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("input[type=text]") && labelled(event.target)) event.target.inputMode = "decimal";
  });
  document.addEventListener("keydown", (event) => {
    const box = event.target;
    const up = event.key === "ArrowUp";
    if (!(up || event.key === "ArrowDown") || !box.matches?.("input[type=text]") || !labelled(box)) return;
    if (box.closest(".ihp-field")) return; // a slider's box has keys of its own
    const shown = box.value.trim() === "" ? figure(box.placeholder) : box.value.trim().replace(",", ".");
    if (shown === "" || Number.isNaN(Number(shown))) return;
    event.preventDefault();
    const places = (shown.split(".")[1] || "").length;
    const step = event.shiftKey ? 10 : 10 ** -places;
    const value = (Number(shown) + (up ? step : -step)).toFixed(places);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(box.ihpCommit);
    box.ihpCommit = setTimeout(() => {
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true }));
    }, 250);
  });
}
